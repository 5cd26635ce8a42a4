/** The page as the stories speak of it: what a person does and what a person sees. */
import type { Locator, Page } from '@playwright/test'
import type { Detection, Face } from '../../src/detection/face.ts'
import type { BackendName, EngineInfo } from '../../src/engine/protocol.ts'

/** `window.specklens`, which the page offers for the console. */
interface Handle {
  readonly faces: readonly Face[] | null
  readonly detection: Detection | null
  readonly info: EngineInfo | null
}

export interface PictureFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** What the address may choose; everything else is the page's default. */
export interface Choice {
  readonly preset?: 'tiny' | 'compact' | 'paper'
  readonly backend?: BackendName
  readonly smallestFace?: number
  readonly threshold?: number
}

export class SpecklensPage {
  readonly page: Page
  readonly openFiles: Locator
  readonly openSample: Locator
  readonly openCamera: Locator
  readonly stopCamera: Locator
  readonly progress: Locator
  readonly cancel: Locator
  readonly stopped: Locator
  readonly error: Locator
  readonly retry: Locator
  readonly faceCount: Locator
  readonly faceList: Locator
  readonly faceDetail: Locator
  readonly threshold: Locator
  readonly stage: Locator
  readonly engineInfo: Locator

  constructor(page: Page) {
    this.page = page
    this.openFiles = page.getByTestId('open-files')
    this.openSample = page.getByTestId('open-sample')
    this.openCamera = page.getByTestId('open-camera')
    this.stopCamera = page.getByTestId('stop-camera')
    this.progress = page.getByTestId('progress')
    this.cancel = page.getByTestId('cancel')
    this.stopped = page.getByRole('region', { name: 'Stopped' })
    this.error = page.getByTestId('error')
    this.retry = page.getByTestId('retry')
    this.faceCount = page.getByTestId('face-count')
    this.faceList = page.getByRole('listbox')
    this.faceDetail = page.getByTestId('face-detail')
    this.threshold = page.getByTestId('threshold')
    this.stage = page.getByTestId('stage')
    this.engineInfo = page.getByTestId('engine-info')
  }

  async visit(choice: Choice = {}): Promise<void> {
    const query = new URLSearchParams(Object.entries(choice).map(([name, value]) => [name, String(value)]))
    await this.page.goto(`./?${query}`)
    await this.openSample.waitFor()
  }

  /** Drops one file on the page, as from a file manager. */
  async drop(file: PictureFile): Promise<void> {
    await this.dropOn(this.page.getByTestId('drop-zone'), [file])
  }

  /** Several files at once, on one part of the page. */
  async dropOn(target: Locator, files: readonly PictureFile[]): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      (all) => {
        const transfer = new DataTransfer()
        for (const { name, mimeType, base64 } of all) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          transfer.items.add(new File([bytes], name, { type: mimeType }))
        }
        return transfer
      },
      files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
    )
    for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer })
  }

  async choose(...files: readonly PictureFile[]): Promise<void> {
    await this.page.getByTestId('file-input').setInputFiles([...files])
  }

  /** Waits for the result of the picture on show, an error not counting as one. */
  async result(timeout = 90_000): Promise<Detection> {
    const handle = await this.page.waitForFunction(
      () => {
        const error = document.querySelector('[data-testid=error]')
        if (error) throw new Error(`The page says: ${error.textContent}`)
        return (window as { specklens?: Handle }).specklens?.detection ?? null
      },
      null,
      { timeout },
    )
    return handle.jsonValue() as Promise<Detection>
  }

  /** The faces that reach the page's threshold, surest first. */
  async shownFaces(): Promise<readonly Face[]> {
    return (await this.page.evaluate(() => (window as { specklens?: Handle }).specklens?.faces)) ?? []
  }

  async info(): Promise<EngineInfo | null> {
    return (await this.page.evaluate(() => (window as { specklens?: Handle }).specklens?.info)) ?? null
  }

  /** Clicks Cancel. Timed by the page's own clock, so that the test's way to the browser does not count. */
  async cancelAndMeasure(): Promise<number> {
    const took = this.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let clicked = 0
          const stopped = () => document.querySelector('section[aria-label="Stopped"]') !== null
          addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true })
          new MutationObserver((_, observer) => {
            if (clicked === 0 || !stopped()) return
            observer.disconnect()
            resolve(performance.now() - clicked)
          }).observe(document.body, { childList: true, subtree: true })
        }),
    )
    await this.cancel.click()
    return took
  }

  /** Pixels by which the page is wider than its window. */
  async sidewaysScroll(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  }
}
