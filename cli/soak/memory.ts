/** What the page, its workers and their process hold at a moment. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

export interface Memory {
  /** Bytes of the page's own JavaScript heap, garbage collected. */
  readonly heap: number
  /**
   * Bytes of page, frames and workers, as the browser counts them for a page that is cross-origin isolated; null where it does not.
   * WebAssembly's threads are left out: the browser counts the memory that they share once more for each of them.
   */
  readonly page: number | null
  /** Bytes of WebAssembly's memory in all workers. It never shrinks, so this is the most that it was. */
  readonly wasm: number
  /** Tensors that tfjs holds in all workers, those of the networks included. */
  readonly tensors: number
  /**
   * Bytes that the page's process has to itself: heaps, WebAssembly's memory, decoded pictures, and what the allocator keeps in hand. Linux
   * alone tells it; null elsewhere.
   */
  readonly process: number | null
}

export async function memoryOf(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  await settled(() => processOf(page))
  const counted = await countedByBrowser(page)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
  return { heap, page: counted, ...(await heldByWorkers(page)), process: await processOf(page) }
}

interface Measurement {
  readonly breakdown: readonly {
    readonly bytes: number
    readonly attribution: readonly { readonly scope: string; readonly url: string }[]
  }[]
}

/** ms for the browser's answer, which takes up to 60 s while a worker is ending. */
const ANSWER = 180_000

/** The browser takes its time: it answers after its next collection of garbage. @throws Error where it never does */
function countedByBrowser(page: Page): Promise<number | null> {
  const workers = () => page.workers().map((worker) => worker.url())
  return within(ANSWER, measurement(page), () => {
    const left = workers().join(', ') || 'none'
    return `The browser has not said in ${ANSWER / 60_000} minutes what the page holds. Workers that are left: ${left}.`
  })
}

/** What `asked` fulfils with; after `limit` ms without that it rejects with an Error of these words. */
export async function within<T>(limit: number, asked: Promise<T>, words: () => string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(words())), limit)
  })
  try {
    return await Promise.race([asked, silence])
  } finally {
    clearTimeout(timer)
  }
}

function measurement(page: Page): Promise<number | null> {
  return page.evaluate(async () => {
    const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<Measurement> })
      .measureUserAgentSpecificMemory
    if (!measure || !crossOriginIsolated) return null
    const { breakdown } = await measure.call(performance)
    // The engine's own worker is a file of the page; the threads of its WebAssembly come from blobs.
    return breakdown
      .filter(({ attribution }) => !attribution.some(({ scope, url }) => scope !== 'Window' && url.startsWith('blob:')))
      .reduce((sum, { bytes }) => sum + bytes, 0)
  })
}

/** What tfjs keeps in a worker's global scope. */
interface TensorScope {
  readonly _tfengine?: {
    readonly backend: { readonly wasm?: { readonly HEAPU8: Uint8Array } }
    memory(): { readonly numTensors: number }
  }
}

async function heldByWorkers(page: Page): Promise<Pick<Memory, 'wasm' | 'tensors'>> {
  const held = await Promise.all(
    page.workers().map((worker) =>
      worker
        .evaluate(() => {
          const engine = (self as TensorScope)._tfengine
          if (!engine) return { wasm: 0, tensors: 0 }
          return { wasm: engine.backend.wasm?.HEAPU8.buffer.byteLength ?? 0, tensors: engine.memory().numTensors }
        })
        // It ended in between.
        .catch(() => ({ wasm: 0, tensors: 0 })),
    ),
  )
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return { wasm: sum(held.map(({ wasm }) => wasm)), tensors: sum(held.map(({ tensors }) => tensors)) }
}

/** ms between two looks at the process. */
const PAUSE = 8_000
/** So many looks in a row have to agree, within this share. */
const [AGREEING, SHARE] = [4, 0.01]
/** Looks at most: what never comes to rest is measured all the same. */
const LOOKS = 15

/**
 * Waits until the browser has given back what it freed. When the last picture is closed it ends the workers' threads in the next seconds and
 * returns their pages in steps: with `tiny` 280 MB at once, 150 MB for another 3 to 15 s, then 65 MB for good. The pauses outlast
 * that plateau. They also let the browser forget the workers: asked for memory while one is ending, it waits 60 s for its answer.
 */
export async function settled(look: () => Promise<number | null>, pause = PAUSE): Promise<void> {
  const last: number[] = []
  for (let looks = 0; looks < LOOKS; looks += 1) {
    // Where the system does not tell, as many pauses have to do.
    last.push((await look()) ?? 1)
    const recent = last.slice(-AGREEING)
    if (recent.length === AGREEING && Math.max(...recent) <= Math.min(...recent) * (1 + SHARE)) return
    await new Promise((done) => setTimeout(done, pause))
  }
}

/** The largest of the browser's page processes; there is one page. */
async function processOf(page: Page): Promise<number | null> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (!session) return null
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ownMemory(id)))
  const known = sizes.filter((size) => size !== null)
  return known.length > 0 ? Math.max(...known) : null
}

async function ownMemory(process: number): Promise<number | null> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '')
  // Memory that WebAssembly's threads share counts as shared, not as anonymous.
  const kilobytes = [/^RssAnon:\s*(\d+) kB/m, /^RssShmem:\s*(\d+) kB/m].map((line) => line.exec(status)?.[1])
  if (kilobytes.some((size) => size === undefined)) return null
  return kilobytes.reduce((sum, size) => sum + Number(size) * 1024, 0)
}
