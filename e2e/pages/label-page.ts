/** Labelling, as the stories speak of it. */
import type { Locator, Page } from '@playwright/test'
import { downloaded, type Saved } from './save-dialog.ts'
import type { PictureFile } from './specklens-page.ts'

export class LabelPage {
  readonly page: Page
  /** On the first page. */
  readonly begin: Locator
  /** Beside the open pictures. */
  readonly labelThese: Locator
  readonly files: Locator
  readonly stage: Locator
  readonly canvas: Locator
  /** "12 faces, 3 to decide". */
  readonly counts: Locator
  readonly picture: Locator
  readonly done: Locator
  readonly list: Locator
  readonly editor: Locator
  readonly said: Locator
  readonly stored: Locator
  readonly trouble: Locator
  readonly exportButton: Locator
  readonly dialog: Locator
  readonly notice: Locator

  constructor(page: Page) {
    this.page = page
    this.begin = page.getByTestId('open-labels')
    this.labelThese = page.getByRole('button', { name: 'Label these pictures' })
    this.files = page.getByTestId('label-file-input')
    this.stage = page.getByRole('application')
    this.canvas = page.getByTestId('label-stage')
    this.counts = page.getByTestId('label-counts')
    this.picture = page.getByRole('combobox', { name: 'Picture' })
    this.done = page.getByTestId('label-done')
    this.list = page.getByTestId('label-list')
    this.editor = page.getByTestId('label-editor')
    this.said = page.getByTestId('label-announcer')
    this.stored = page.getByTestId('stored')
    this.trouble = page.getByTestId('label-trouble')
    this.exportButton = page.getByTestId('export-labels')
    this.dialog = page.getByRole('dialog')
    this.notice = page.locator('.notice')
  }

  async add(...files: readonly PictureFile[]): Promise<void> {
    await this.files.setInputFiles([...files])
  }

  /** Left, top, width and height of the chosen box as its fields say. */
  async box(): Promise<readonly number[]> {
    const fields = ['Left', 'Top', 'Width', 'Height'].map((name) => this.editor.getByLabel(name).inputValue())
    return (await Promise.all(fields)).map(Number)
  }

  async press(...keys: readonly string[]): Promise<void> {
    await this.stage.focus()
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async export(name: string): Promise<Saved> {
    await this.exportButton.click()
    return downloaded(this.page, () => this.dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click())
  }
}
