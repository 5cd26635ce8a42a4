/** The page in a stock Firefox, driven through WebDriver BiDi, which Playwright does not speak to a distribution's own Firefox. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, launch, type Page } from 'puppeteer-core'
import type { Detection, Face } from '../../src/detection/face.ts'
import type { EngineInfo } from '../../src/engine/protocol.ts'
import type { Saved } from './save-dialog.ts'

/** `window.specklens`, as in specklens-page.ts. */
interface Handle {
  readonly faces: readonly Face[] | null
  readonly detection: Detection | null
  readonly info: EngineInfo | null
}

/** ms until a result; a busy machine takes many times as long as a quiet one. */
const PATIENCE = 200_000

export class FirefoxPage {
  readonly page: Page
  /** Addresses of all that the page and its workers asked for. */
  readonly requests: string[] = []
  /** Errors and warnings, the workers' included. */
  readonly messages: string[] = []
  readonly #browser: Browser
  readonly #downloads: string

  private constructor(browser: Browser, page: Page, downloads: string) {
    this.#browser = browser
    this.#downloads = downloads
    this.page = page
    page.setDefaultTimeout(PATIENCE)
    page.on('request', (request) => this.requests.push(request.url()))
    page.on('console', (message) => {
      const type = message.type()
      if (type === 'error' || type === 'warn') this.messages.push(`${type}: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.messages.push(`uncaught: ${error}`))
  }

  /** What it saves goes to `downloads`, an empty folder, without a question. */
  static async open(executablePath: string, downloads: string): Promise<FirefoxPage> {
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      defaultViewport: { width: 1280, height: 800 },
      extraPrefsFirefox: {
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'browser.download.useDownloadDir': true,
        'browser.download.always_ask_before_handling_new_types': false,
      },
    })
    const page = await browser.newPage()
    await page.evaluateOnNewDocument(() => localStorage.setItem('specklens-tour', 'seen'))
    return new FirefoxPage(browser, page, downloads)
  }

  async version(): Promise<string> {
    return this.#browser.version()
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }

  async visit(address: string): Promise<void> {
    await this.page.goto(address)
    await this.page.waitForSelector('[data-testid=open-sample]')
  }

  /** Picks one file that lies at `path`. */
  async choose(path: string): Promise<void> {
    const input = (await this.page.waitForSelector('[data-testid=file-input]')) as Awaited<
      ReturnType<typeof this.page.$<'input'>>
    >
    await input?.uploadFile(path)
  }

  /** Waits for the result of the picture of this size, an error not counting as one. */
  async result(width: number, height: number): Promise<Detection> {
    const handle = await this.page.waitForFunction(
      (width, height) => {
        const error = document.querySelector('[data-testid=error]')
        if (error) throw new Error(`The page says: ${error.textContent}`)
        const found = (window as { specklens?: Handle }).specklens?.detection
        return found?.width === width && found.height === height ? found : null
      },
      { polling: 100 },
      width,
      height,
    )
    return (await handle.jsonValue()) as Detection
  }

  async shownFaces(): Promise<readonly Face[]> {
    return (await this.page.evaluate(() => (window as { specklens?: Handle }).specklens?.faces)) ?? []
  }

  async info(): Promise<EngineInfo | null> {
    return (await this.page.evaluate(() => (window as { specklens?: Handle }).specklens?.info)) ?? null
  }

  async text(testId: string): Promise<string> {
    return this.page.$eval(`[data-testid=${testId}]`, (element) => element.textContent ?? '')
  }

  /** Chooses in the dialog that saves, and waits for the file. */
  async save(choice: string): Promise<Saved> {
    await this.page.locator('[data-testid=export]').click()
    await this.page.locator(`[role=dialog] ::-p-text(${choice})`).click()
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
      const [name, more] = (await readdir(this.#downloads)).sort()
      // While it grows, its content lies in a second file with the ending .part.
      if (!name || more || name.endsWith('.part')) continue
      const bytes = await readFile(join(this.#downloads, name))
      if (bytes.length > 0) return { name, bytes }
    }
    throw new Error('Firefox saved no file.')
  }
}
