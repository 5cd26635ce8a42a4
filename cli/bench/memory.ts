/** How much memory the browser's page has taken at most. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

/**
 * Bytes of memory that the largest of the browser's page processes has held at most since it started (Linux's VmHWM), WebAssembly's and pictures
 * included; null on other systems, which tell no such number.
 */
export async function highWaterOf(page: Page): Promise<number | null> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (!session) return null
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id)))
  const known = peaks.filter((peak) => peak !== null)
  return known.length > 0 ? Math.max(...known) : null
}

async function peakOf(process: number): Promise<number | null> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}
