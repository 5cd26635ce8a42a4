/** The settings, as a person sees them. */
import { expect, type Locator, type Page } from '@playwright/test'

export class SettingsPage {
  readonly page: Page
  readonly toggle: Locator
  readonly form: Locator
  readonly smallestFace: Locator
  readonly preset: Locator
  readonly restore: Locator
  readonly copyLink: Locator
  readonly reset: Locator
  readonly keep: Locator
  readonly kept: Locator
  readonly deleteKept: Locator
  readonly offline: Locator
  readonly forgetPage: Locator

  constructor(page: Page) {
    this.page = page
    this.toggle = page.getByTestId('settings')
    this.form = page.getByRole('form', { name: 'Settings' })
    this.smallestFace = page.getByLabel('Smallest face')
    this.preset = page.getByLabel('Preset')
    this.restore = page.getByRole('checkbox', { name: 'Restore bad pictures first' })
    this.copyLink = page.getByTestId('copy-link')
    this.reset = page.getByTestId('reset-settings')
    this.keep = page.getByTestId('keep')
    this.kept = page.getByTestId('kept')
    this.deleteKept = page.getByTestId('delete-kept')
    this.offline = page.getByTestId('offline')
    this.forgetPage = page.getByTestId('forget-page')
  }

  /** Opens them and waits until they have unfolded: before, a press may end on something else than it began on, which is no click. */
  async open() {
    await this.toggle.click()
    const unfolded = (box: Element) => box.clientHeight > 0 && box.clientHeight >= box.scrollHeight
    await expect.poll(() => this.page.locator('#settings-form').evaluate(unfolded)).toBe(true)
  }

  thoroughness(name: 'Fast' | 'Balanced' | 'Everything'): Locator {
    return this.form.getByRole('radio', { name })
  }
}
