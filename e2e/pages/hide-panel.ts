/** The form that hides faces, as the stories speak of it. */
import { expect, type Locator, type Page } from '@playwright/test'
import { downloaded, type Saved } from './save-dialog.ts'

export class HidePanel {
  readonly page: Page
  readonly button: Locator
  readonly form: Locator
  readonly margin: Locator
  readonly warning: Locator

  constructor(page: Page) {
    this.page = page
    this.button = page.getByTestId('hide')
    this.form = page.getByTestId('hide-form')
    this.margin = page.getByTestId('hide-margin')
    this.warning = page.getByTestId('hide-warning')
  }

  async open(): Promise<void> {
    await this.button.click()
    await this.form.waitFor()
  }

  /** Until the stage shows what was wished last. */
  async shown(): Promise<void> {
    await expect(this.form).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  }

  async choose(style: 'Blur' | 'Pixelate' | 'Cover'): Promise<void> {
    await this.form.getByText(style, { exact: true }).click()
  }

  async save(type: 'PNG' | 'JPEG'): Promise<Saved> {
    return downloaded(this.page, () => this.form.getByRole('button', { name: `Save ${type}` }).click())
  }
}
