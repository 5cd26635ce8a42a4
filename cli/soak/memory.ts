/** What the page and its process hold at a moment, in bytes. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

export interface Memory {
  /** The page's own JavaScript heap, garbage collected. */
  readonly heap: number
  /** Page, frames and workers, as the browser counts them for a page that is cross-origin isolated; null where it does not. */
  readonly page: number | null
  /**
   * Memory that the page's process has to itself: heaps, WebAssembly's memory, decoded pictures, and what the allocator keeps in hand. Linux
   * alone tells it; null elsewhere.
   */
  readonly process: number | null
}

export async function memoryOf(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  const counted = await countedByBrowser(page)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
  return { heap, page: counted, process: await processOf(page) }
}

/** The browser takes its time: it answers after its next collection of garbage. */
async function countedByBrowser(page: Page): Promise<number | null> {
  return page.evaluate(async () => {
    const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> })
      .measureUserAgentSpecificMemory
    return measure && crossOriginIsolated ? (await measure.call(performance)).bytes : null
  })
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
