/** The dialog that saves and copies, as the stories speak of it. */
import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'

export interface Saved {
  readonly name: string
  readonly bytes: Buffer
}

export class SaveDialog {
  readonly page: Page
  readonly button: Locator
  readonly dialog: Locator
  readonly progress: Locator
  readonly cancel: Locator
  /** The sentence that says how it ended. */
  readonly notice: Locator

  constructor(page: Page) {
    this.page = page
    this.button = page.getByTestId('export')
    this.dialog = page.getByRole('dialog', { name: 'Save or copy' })
    this.progress = page.getByTestId('out-progress')
    this.cancel = page.getByTestId('cancel-out')
    this.notice = page.locator('.notice')
  }

  async open(scope: 'this' | 'all' = 'this'): Promise<void> {
    await this.button.click()
    await this.dialog.waitFor()
    if (scope === 'all') await this.dialog.getByText(/^All \d+ searched$/).click()
  }

  choice(name: string): Locator {
    return this.dialog.getByRole('button', { name: new RegExp(`^${name}`) })
  }

  /** Opens the dialog, chooses, and waits for the file. */
  async save(name: string, scope: 'this' | 'all' = 'this'): Promise<Saved> {
    await this.open(scope)
    return downloaded(this.page, () => this.choice(name).click())
  }
}

/** The file that an action makes the browser save. */
export async function downloaded(page: Page, action: () => Promise<void>): Promise<Saved> {
  const waiting = page.waitForEvent('download', { timeout: 100_000 })
  await action()
  const download: Download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}
