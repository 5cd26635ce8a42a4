/** Runs a soak and measures memory on the way. */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/browser.mjs'
import { fakeCameraFlags, softwareFlags } from '../../scripts/browser-flags.mjs'
import { serveBuilt } from '../../scripts/serve.mjs'
import { describeMachine, type Machine } from '../bench/machine.ts'
import { type Memory, memoryOf } from './memory.ts'
import { SoakPage } from './page.ts'
import { cutPieces, labelledPieces, mixedPieces, smallPieces } from './pictures.ts'
import { unrecorded } from './unrecorded.ts'

/** Pictures that are added at a time. */
const BATCH = 20
/** ms of camera in each round of a mixed soak. */
const CAMERA = 60_000

export interface SoakOptions {
  readonly pictures: number
  /** Of the mixed soak; null for pictures alone. */
  readonly minutes: number | null
  readonly preset: string
  readonly backend: string
}

export interface Sample extends Memory {
  /** Searched so far. */
  readonly pictures: number
  /** Since the first search began. */
  readonly minutes: number
  readonly after: 'pictures' | 'round' | 'training'
}

export interface SoakRun {
  readonly options: SoakOptions
  readonly machine: Machine
  readonly samples: readonly Sample[]
  readonly failed: number
  /** Errors and warnings of the page's console, the first hundred. */
  readonly messages: readonly string[]
}

export async function runSoak(options: SoakOptions): Promise<SoakRun> {
  const loadBefore = loadavg()[0] ?? 0
  const folder = await mkdtemp(join(tmpdir(), 'soak-'))
  const server = await serveBuilt({ port: 4973 })
  let browser: Browser | null = null
  try {
    const args = [...softwareFlags, ...fakeCameraFlags]
    browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args })
    const soak = options.minutes === null ? queueSoak : mixedSoak
    const paths = await cutPieces(
      browser,
      folder,
      options.minutes === null ? smallPieces(options.pictures) : mixedPieces(BATCH),
    )
    const labelled = options.minutes === null ? [] : await labelledPieces(browser, folder)
    const context = await browser.newContext({ serviceWorkers: 'block', permissions: ['camera'] })
    const page = await context.newPage()
    const messages = listen(page)
    const soaked = new SoakPage(page)
    await soaked.visit(server.url, options.preset, options.backend)
    if (!(await unrecorded(page))) console.log('Playwright records requests in the page, which counts as its memory.')
    const crash = new Promise<never>((_, fail) => page.on('crash', () => fail(new Error('The page crashed.'))))
    const done = soak(soaked, paths, labelled, options, () => sampling(page))
    const { samples, failed } = await Promise.race([done, crash])
    return { options, machine: describeMachine(page, loadBefore), samples, failed, messages }
  } finally {
    await browser?.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Measure = (after: Sample['after'], pictures: number) => Promise<Sample>
type Soak = (
  page: SoakPage,
  paths: readonly string[],
  labelled: readonly string[],
  options: SoakOptions,
  /** Starts the clock. */
  begin: () => Measure,
) => Promise<Pick<SoakRun, 'samples' | 'failed'>>

/** Everything stays open, as in the queue of a person who goes on adding. */
const queueSoak: Soak = async (page, paths, _, __, begin) => {
  const samples: Sample[] = []
  const measure = begin()
  let failed = 0
  for (let at = 0; at < paths.length; at += BATCH) {
    const batch = paths.slice(at, at + BATCH)
    failed = await page.search(batch, at + batch.length)
    samples.push(await measure('pictures', at + batch.length))
  }
  return { samples, failed }
}

/**
 * Each round leaves the page as it was, so that rounds compare. It trains before the first round too, and the clock starts after that: code
 * that a browser loads and compiles at the first training stays, and an hour of rounds would then count it as growth.
 */
const mixedSoak: Soak = async (page, paths, labelled, options, begin) => {
  const samples: Sample[] = []
  let [failed, pictures] = [0, 0]
  await page.train(labelled)
  const measure = begin()
  const end = Date.now() + (options.minutes ?? 0) * 60_000
  while (Date.now() < end) {
    await page.watchCamera(Math.min(CAMERA, end - Date.now()))
    failed += await page.search(paths, paths.length)
    pictures += paths.length
    await page.closeAll()
    samples.push(await measure('round', pictures))
  }
  await page.train(labelled)
  samples.push(await measure('training', pictures))
  return { samples, failed }
}

/** Measures and prints, one line a time. */
function sampling(page: Page): Measure {
  const start = performance.now()
  return async (after, pictures) => {
    const minutes = (performance.now() - start) / 60_000
    const sample = { after, pictures, minutes, ...(await memoryOf(page)) }
    const megabytes = (bytes: number | null) => (bytes === null ? '–' : (bytes / 1e6).toFixed(1)).padStart(7)
    const [counted, process, wasm, heap] = [sample.page, sample.process, sample.wasm, sample.heap].map(megabytes)
    console.log(
      `${minutes.toFixed(1).padStart(7)} min ${String(pictures).padStart(6)} pictures   MB: page and workers ${counted}` +
        `   process ${process}   WebAssembly ${wasm}   JavaScript heap ${heap}   ${sample.tensors} tensors   after ${after}`,
    )
    return sample
  }
}

function listen(page: Page): readonly string[] {
  const messages: string[] = []
  const note = (message: string) => messages.length < 100 && messages.push(message)
  page.on('console', (message) => {
    // Playwright keeps what was logged, in the page, for as long as its handles live.
    for (const handle of message.args()) void handle.dispose().catch(() => {})
    // The soak itself keeps the service worker out.
    if (message.text().includes('Service Worker registration blocked')) return
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`))
  return messages
}
