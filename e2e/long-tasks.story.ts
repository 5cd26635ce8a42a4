/** The page stays responsive: nothing holds its main thread for long while it opens, searches, learns, and shows thousands of labels. */
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { drawnFile } from './hostile-files.ts'
import { gapsIn, linedPicture, SPACING } from './lined.ts'
import { traceMainThread } from './main-thread.ts'
import { HidePanel } from './pages/hide-panel.ts'
import { LabelPage } from './pages/label-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { TrainPage } from './pages/train-page.ts'
import { crowdedCrop, largeCrowd } from './pictures.ts'
import { pixelsOf } from './pixels.ts'
import { duskPictures } from './training-pictures.ts'

/** ms: what a person begins to notice. */
const LONG = 50

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

/**
 * Watches `page` from before its first script on while `act` goes on. No task may compute for longer than LONG, whatever else the machine does; nor
 * may one last longer, waiting included, by more than the control says that this machine lengthens everything.
 */
async function neverHeldUp(page: Page, other: Page, act: () => Promise<void>): Promise<void> {
  const endControl = await startControl(other)
  await page.bringToFront()
  const endTrace = await traceMainThread(page, LONG)
  await act()
  const tasks = await endTrace()
  const slowdown = await endControl()
  const long = tasks.map(
    ({ lasted, computed, inside }) => `computed ${computed.toFixed(0)} ms, lasted ${lasted.toFixed(0)} ms: ${inside}`,
  )
  const limit = LONG * slowdown
  test.info().annotations.push({
    type: 'tasks that lasted 50 ms or more',
    description: `${long.join('\n') || 'none'}\nother programs lengthened a task up to ${slowdown.toFixed(1)} times`,
  })
  expect(
    long.filter((_, at) => (tasks[at]?.computed ?? 0) > LONG),
    `tasks on the page's thread that computed for more than ${LONG} ms`,
  ).toEqual([])
  expect(
    long.filter((_, at) => (tasks[at]?.lasted ?? 0) > limit),
    `tasks that lasted more than ${LONG} ms, on a machine that was up to ${slowdown.toFixed(1)} times slower at times`,
  ).toEqual([])
}

/** Pictures are drawn elsewhere: that takes long tasks of the story's own. */
async function elsewhere(context: BrowserContext): Promise<Page> {
  return context.newPage()
}

test('opening, preparing and searching never hold the page up', async ({ page, specklens, context }) => {
  test.setTimeout(400_000)
  const other = await elsewhere(context)
  const { file } = await crowdedCrop(other, 640, 480, 10)
  const large = await drawnFile(other, 'image/jpeg', 4000, 3000)
  await neverHeldUp(page, other, async () => {
    await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.02 })
    await specklens.choose(file)
    // Asked from outside a few times a second: waiting inside the page would be work of the page.
    await expect(specklens.faceCount).toHaveText(/^\d+ face/, { timeout: 90_000 })
    // A camera's usual size, whose decoding and shrinking alone take long.
    await specklens.choose(large)
    await expect(new QueuePage(page).words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
    // The crops of the faces in sight are made afterwards.
    await page.waitForTimeout(1500)
  })
})

test('hiding the faces of a large picture never holds the page up', async ({ page, specklens, context }) => {
  test.setTimeout(300_000)
  const hiding = new HidePanel(page)
  const other = await elsewhere(context)
  const large = await largeCrowd(other, 4000, 3000, 1.5)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.1 })
  await specklens.choose(large)
  await specklens.result()
  expect((await specklens.shownFaces()).length).toBeGreaterThan(200)
  await neverHeldUp(page, other, async () => {
    await hiding.open()
    await hiding.shown()
    await hiding.margin.focus()
    await page.keyboard.press('End')
    await hiding.shown()
    // Faster than previews can be made.
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowLeft')
    await hiding.shown()
    await hiding.save('JPEG')
    // The stage draws the last one afterwards.
    await page.waitForTimeout(1500)
  })
})

test('coming closer in a picture of 48 megapixels never holds the page up, and shows every pixel in its place', async ({
  page,
  specklens,
  context,
}) => {
  test.setTimeout(300_000)
  const other = await elsewhere(context)
  const large = await linedPicture(other, 8000, 6000)
  const { stage } = specklens
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 200, threshold: 0.9 })
  await specklens.choose(large)
  await specklens.result()
  const { x, y, width, height } = (await stage.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const middle = { x: x + width / 2, y: y + height / 2 }
  await neverHeldUp(page, other, async () => {
    await page.mouse.move(middle.x, middle.y)
    for (let step = 0; step < 6; step++) {
      await page.mouse.wheel(0, -200)
      await page.waitForTimeout(300)
    }
    await page.mouse.down()
    for (let step = 0; step < 10; step++) {
      await page.mouse.move(middle.x - 37 * step, middle.y - 23 * step)
      await page.waitForTimeout(60)
    }
    await page.mouse.up()
    await page.waitForTimeout(1500)
  })
  const scale = Number.parseFloat(await page.getByLabel('Magnification').innerText()) / 100
  expect(scale).toBeGreaterThan(1)
  const { across, down } = gapsIn(await pixelsOf(other, await stage.screenshot()), scale)
  expect(across.length).toBeGreaterThan(width / (SPACING * scale) - 3)
  expect(down.length).toBeGreaterThan(10)
  for (const gap of [...across, ...down]) expect(Math.abs(gap - SPACING * scale)).toBeLessThan(2)
})

test('fine-tuning never holds the page up', async ({ page, specklens, context }) => {
  test.setTimeout(300_000)
  const training = new TrainPage(page)
  const other = await elsewhere(context)
  const pictures = await duskPictures(other, 8)
  await neverHeldUp(page, other, async () => {
    await specklens.visit({ preset: 'tiny', backend: 'wasm' })
    await training.planFor(pictures, '8 pictures', { Steps: '60', 'Looks while it learns': '3' })
    await expect(training.plan).toContainText('Steps60', { timeout: 90_000 })
    await training.start.click()
    await expect(training.curves).toContainText('Detector: score', { timeout: 120_000 })
    await expect(training.verdict).toBeVisible({ timeout: 200_000 })
    // The pictures before and after are drawn afterwards.
    await page.waitForTimeout(1500)
  })
})

test('labelling a picture with 2,000 boxes never holds the page up', async ({ page, specklens, context }) => {
  test.setTimeout(240_000)
  const labels = new LabelPage(page)
  const other = await elsewhere(context)
  const { file } = await crowdedCrop(other, 640, 480, 20)
  const rows = Array.from({ length: 2000 }, (_, at) => `${(at % 50) * 12.5} ${Math.floor(at / 50) * 11.5} 9 10`)
  const boxes = { name: 'many_bbx_gt.txt', mimeType: 'text/plain' }
  const buffer = Buffer.from(`crop.png\n2000\n${rows.join('\n')}\n`)
  await neverHeldUp(page, other, async () => {
    await specklens.visit({ preset: 'tiny', backend: 'wasm' })
    await labels.begin.click()
    await labels.add(file, { ...boxes, buffer })
    await expect(labels.counts).toHaveText('2000 faces')
    await labels.press('f', 'ArrowRight', 'Shift+ArrowDown', 'i', 'Delete')
    await expect(labels.counts).toHaveText('1999 faces')
    await labels.press('u', 'u', 'Escape', '0')
    await expect(labels.counts).toHaveText('2000 faces')
    // A box by mouse, across others; then closer and back.
    const { x = 0, y = 0, width = 0, height = 0 } = (await labels.canvas.boundingBox()) ?? {}
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.wheel(0, -400)
    await page.mouse.wheel(0, 400)
    await labels.press('n')
    await expect(labels.counts).toHaveText('2001 faces')
    await labels.list.hover()
    await page.mouse.wheel(0, 4000)
    await expect(labels.stored).toHaveText('Stored on this device', { timeout: 60_000 })
    const { bytes } = await labels.export('COCO')
    expect(JSON.parse(bytes.toString('utf8')).annotations).toHaveLength(2001)
  })
})
