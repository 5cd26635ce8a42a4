/** The ways in, as a person uses them. */
import type { Locator, Page } from '@playwright/test'
import type { PictureFile } from './specklens-page.ts'

export class IntakePage {
  readonly page: Page
  readonly folderInput: Locator
  readonly paste: Locator
  readonly address: Locator
  readonly addressField: Locator
  readonly fetch: Locator
  readonly otherWays: Locator
  readonly notice: Locator

  constructor(page: Page) {
    this.page = page
    this.folderInput = page.getByTestId('folder-input')
    this.paste = page.getByTestId('paste')
    this.address = page.getByTestId('address')
    this.addressField = page.getByLabel('Address of a picture')
    this.fetch = page.getByRole('button', { name: 'Fetch' })
    this.otherWays = page.getByTestId('other-ways')
    this.notice = page.locator('.notice')
  }

  /** Drops several files at once. */
  async drop(...files: readonly PictureFile[]): Promise<void> {
    const dataTransfer = await this.#transfer(files)
    await this.page.getByTestId('drop-zone').dispatchEvent('drop', { dataTransfer })
  }

  /** Ctrl+V with files in the clipboard. */
  async pasteKey(...files: readonly PictureFile[]): Promise<void> {
    const clipboardData = await this.#transfer(files)
    await this.page.evaluate(
      (data) => dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })),
      clipboardData,
    )
  }

  /** Size of the picture on show, once it was searched. */
  async searchedSize(): Promise<string> {
    const handle = await this.page.waitForFunction(
      () => {
        const detection = (window as { specklens?: { detection: { width: number; height: number } | null } }).specklens
          ?.detection
        return detection ? `${detection.width}×${detection.height}` : null
      },
      null,
      { timeout: 90_000 },
    )
    return (await handle.jsonValue()) ?? ''
  }

  #transfer(files: readonly PictureFile[]) {
    return this.page.evaluateHandle(
      (list) => {
        const transfer = new DataTransfer()
        for (const { name, mimeType, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          transfer.items.add(new File([bytes], name, { type: mimeType }))
        }
        return transfer
      },
      files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
    )
  }
}
