/** The page as a soak uses it: what a person does for hours. */
import type { Page } from '@playwright/test'

/** ms for one batch, on whatever machine. */
const PATIENCE = 1_800_000

export class SoakPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    page.setDefaultTimeout(PATIENCE)
  }

  async visit(url: string, preset: string, backend: string): Promise<void> {
    await this.#page.goto(`${url}?preset=${preset}&backend=${backend}`)
    await this.#page.getByTestId('open-files').first().waitFor()
  }

  /** Adds files and waits until all that are open were searched. Returns how many of them failed. `open` counts the new ones. */
  async search(paths: readonly string[], open: number): Promise<number> {
    await this.#page.getByTestId('file-input').setInputFiles([...paths])
    const handle = await this.#page.waitForFunction((open) => {
      const words = document.querySelector('[data-testid=queue-progress]')?.textContent ?? ''
      if (Number(/^(\d+) pictures searched/.exec(words)?.[1]) === open) return { failed: 0 }
      const [, done, total] = /^(\d+) of (\d+) searched/.exec(words) ?? []
      const failed = Number(/(\d+) failed/.exec(words)?.[1] ?? 0)
      return Number(total) === open && Number(done) + failed === open ? { failed } : null
    }, open)
    const failed = (await handle.jsonValue())?.failed ?? 0
    // What a handle names stays in the page's heap for as long as the page lives, and would count as the page's own.
    await handle.dispose()
    return failed
  }

  async closeAll(): Promise<void> {
    await this.#page.getByTestId('queue-menu').click()
    await this.#page.getByRole('menuitem', { name: /^Close all/ }).click()
    await this.#page.getByTestId('open-sample').first().waitFor()
  }

  /** Searches what the camera shows for so many ms. */
  async watchCamera(duration: number): Promise<void> {
    await this.#page.getByTestId('open-camera').first().click()
    await this.#page.getByTestId('frame-rate').waitFor()
    await this.#page.waitForTimeout(duration)
    await this.#page.getByTestId('stop-camera').click()
    await this.#page.getByTestId('stop-camera').waitFor({ state: 'detached' })
  }

  /** A short training on labelled pictures; what it made is thrown away. */
  async train(paths: readonly string[]): Promise<void> {
    const dialog = this.#page.getByRole('dialog', { name: 'Improve on my pictures' })
    await this.#page.getByTestId('train').first().click()
    // A second training finds the pictures of the first one, and its settings open, which a click would close.
    const files = this.#page.getByTestId('train-files')
    await files.or(this.#page.getByTestId('plan-training')).first().waitFor({ state: 'attached' })
    if ((await files.count()) > 0) await files.setInputFiles([...paths])
    const advanced = this.#page.locator('details.train-advanced')
    if (!(await advanced.evaluate((details) => (details as HTMLDetailsElement).open)))
      await this.#page.getByTestId('train-advanced').click()
    const steps = dialog.getByRole('group', { name: 'Detector (MB-FCN)' }).getByLabel('Steps', { exact: true })
    await steps.fill('60')
    await steps.blur()
    await this.#page.getByTestId('plan-training').click()
    await this.#page.getByTestId('start-training').click()
    await this.#page.getByTestId('verdict').waitFor()
    await this.#page.getByTestId('close-result').click()
    await this.#page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
}
