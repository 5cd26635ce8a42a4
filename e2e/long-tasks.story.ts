/** The page stays responsive: nothing holds its main thread for long while it opens, prepares its networks and searches. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { drawnFile } from './hostile-files.ts'
import { QueuePage } from './pages/queue-page.ts'
import { crowdedCrop } from './pictures.ts'

/** ms: what a person begins to notice, and from where on the browser reports a task. */
const LONG = 50

/** Reported before the page's own first script, so that loading counts too. */
async function watchTasks(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const tasks: [start: number, duration: number][] = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration])
    }).observe({ type: 'longtask' })
    Object.assign(window, { longTasks: tasks })
  })
  return () =>
    page.evaluate(() => {
      const { longTasks } = window as unknown as { longTasks: [number, number][] }
      return longTasks.map(([start, duration]) => `${duration.toFixed(0)} ms at ${start.toFixed(0)} ms`)
    })
}

/**
 * An empty page that does the same small piece of work every 60 ms. A task's length is the clock's, so on a machine that does other things it
 * has their turns in it: how much longer the slowest piece took than the quickest is how much longer any task may take here.
 */
async function startControl(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const piece = () => {
      const start = performance.now()
      let sum = 0
      for (let at = 1; at < 2e6; at++) sum += 1 / at
      return sum > 0 ? performance.now() - start : 0
    }
    for (let warmUp = 0; warmUp < 10; warmUp++) piece()
    const times = Array.from({ length: 10 }, piece)
    const timer = setInterval(() => times.push(piece()), 60)
    Object.assign(window, {
      endControl: () => {
        clearInterval(timer)
        return Math.max(...times) / Math.min(...times)
      },
    })
  })
  return () => page.evaluate(() => (window as unknown as { endControl(): number }).endControl())
}

test('opening, preparing and searching never hold the page up', async ({ page, specklens, context }) => {
  test.setTimeout(240_000)
  const other = await context.newPage()
  // Made elsewhere: drawing is a long task of the story's own.
  const { file } = await crowdedCrop(other, 640, 480, 10)
  const large = await drawnFile(other, 'image/jpeg', 4000, 3000)
  const endControl = await startControl(other)
  await page.bringToFront()
  const tasks = await watchTasks(page)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.02 })
  await specklens.choose(file)
  // Asked from outside a few times a second: waiting inside the page would be work of the page.
  await expect(specklens.faceCount).toHaveText(/^\d+ face/, { timeout: 90_000 })
  // A camera's usual size, whose decoding and shrinking alone take long.
  await specklens.choose(large)
  await expect(new QueuePage(page).words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
  // The crops of the faces in sight are made afterwards.
  await page.waitForTimeout(1500)
  const found = await tasks()
  const slowdown = await endControl()
  const limit = LONG * slowdown
  test.info().annotations.push({
    type: 'long tasks',
    description: `${found.join(', ') || 'none'}; limit ${limit.toFixed(0)} ms`,
  })
  expect(
    found.filter((task) => Number.parseFloat(task) > limit),
    `tasks on the page's thread of more than ${LONG} ms, on a machine that was up to ${slowdown.toFixed(1)} times slower at times`,
  ).toEqual([])
})
