/** The training dialog, as the stories speak of it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { PictureFile } from './specklens-page.ts'

export class TrainPage {
  readonly page: Page
  readonly open: Locator
  readonly dialog: Locator
  readonly pictures: Locator
  readonly refusal: Locator
  readonly planButton: Locator
  readonly plan: Locator
  readonly start: Locator
  readonly progress: Locator
  readonly curves: Locator
  readonly pause: Locator
  readonly resume: Locator
  readonly stop: Locator
  readonly checkpoint: Locator
  /** Over the page, while the dialog is closed. */
  readonly status: Locator
  readonly goOn: Locator
  readonly verdict: Locator
  readonly table: Locator
  readonly keep: Locator
  readonly models: Locator
  readonly said: Locator

  constructor(page: Page) {
    this.page = page
    this.open = page.getByTestId('train')
    this.dialog = page.getByRole('dialog', { name: 'Improve on my pictures' })
    this.pictures = page.getByTestId('train-pictures')
    this.refusal = page.getByTestId('train-refusal')
    this.planButton = page.getByTestId('plan-training')
    this.plan = page.getByTestId('plan')
    this.start = page.getByTestId('start-training')
    this.progress = page.getByTestId('train-progress')
    this.curves = page.getByTestId('curves')
    this.pause = page.getByTestId('pause-training')
    this.resume = page.getByTestId('resume-training')
    this.stop = page.getByTestId('stop-training')
    this.checkpoint = page.getByTestId('checkpoint')
    this.status = page.getByTestId('train-status')
    this.goOn = page.getByTestId('go-on')
    this.verdict = page.getByTestId('verdict')
    this.table = page.getByTestId('result-table')
    this.keep = page.getByTestId('keep-model')
    this.models = page.getByTestId('own-model')
    this.said = page.getByTestId('models-said')
  }

  async choose(files: readonly PictureFile[]): Promise<void> {
    await this.page.getByTestId('train-files').setInputFiles([...files])
  }

  /** Fields of the advanced settings by group and label. */
  async advanced(group: string, values: Readonly<Record<string, string>>): Promise<void> {
    const details = this.page.locator('details.train-advanced')
    if (!(await details.evaluate((element) => (element as HTMLDetailsElement).open)))
      await this.page.getByTestId('train-advanced').click()
    for (const [label, value] of Object.entries(values)) {
      const field = details.getByRole('group', { name: group }).getByLabel(label, { exact: true })
      await field.fill(value)
      await field.blur()
    }
  }

  /** Opens the dialog, chooses the pictures, of which the dialog says `said`, fills in MB-FCN's advanced settings (4 small crops a step where they do not say) and asks for the plan. */
  async planFor(
    files: readonly PictureFile[],
    said: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.open.first().click()
    await this.choose(files)
    await expect(this.pictures).toContainText(said)
    await this.advanced('Detector (MB-FCN)', { 'Crops a step': '4', 'Side of a crop': '96', ...settings })
    await this.planButton.click()
  }

  network(label: string): Locator {
    return this.dialog.getByRole('checkbox', { name: new RegExp(`^${label}`) })
  }
}
