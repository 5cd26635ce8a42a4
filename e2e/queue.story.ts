/** A person brings many pictures at once. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { paletteMade, png16 } from './formats.ts'
import { QueuePage } from './pages/queue-page.ts'
import type { PictureFile } from './pages/specklens-page.ts'
import { brokenPicture } from './pictures.ts'

const quick = { preset: 'tiny', backend: 'wasm', smallestFace: 32 } as const
const named = (file: PictureFile, name: string): PictureFile => ({ ...file, name })
const several = (count: number) => Array.from({ length: count }, (_, at) => named(png16, `crowd ${at + 1}.png`))

test('every picture says its state; a failed one says why and can be tried again', async ({ page, specklens }) => {
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  await specklens.choose(png16, brokenPicture, paletteMade)
  await expect(queue.words).toHaveText(/^2 of 3 searched, 1 failed/, { timeout: 90_000 })
  await expect(queue.picture(/sixteen\.png, \d+ faces?/)).toBeVisible()
  await queue.picture(/holiday\.jpg, failed: .*not a picture/).click()
  await expect(specklens.error).toContainText('holiday.jpg')
  await queue.forAll(/^Search failed and stopped again \(1\)/)
  await expect(queue.words).toHaveText(/^2 of 3 searched, 1 failed/)
  await page.getByRole('button', { name: 'Close holiday.jpg' }).click()
  await expect(queue.words).toHaveText(/^2 pictures searched/)
})

test('the queue pauses and goes on, also over a reload, which loses nothing', async ({ page, specklens }) => {
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  // So many that a quick machine has not searched them all before the click.
  await specklens.choose(...several(40))
  await queue.pause.click()
  await expect(queue.words).toHaveText(/ · paused$/, { timeout: 90_000 })
  const before = await queue.words.textContent()

  await page.reload()
  await expect(queue.words).toHaveText(before ?? '')
  await queue.pause.click()
  await expect(queue.words).toHaveText(/^40 pictures searched/, { timeout: 90_000 })
  await page.reload()
  await expect(queue.words).toHaveText(/^40 pictures searched/)
  await expect(specklens.faceCount).toHaveText(/face/)
})

test('pictures of a closed tab are offered to the next visit, and gone once they are closed', async ({
  page,
  specklens,
  context,
}) => {
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  await specklens.choose(...several(2))
  await expect(queue.words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
  const next = await context.newPage()
  await page.close()
  const later = new QueuePage(next)
  await next.goto('./')
  await later.openEarlier.click()
  await expect(later.words).toHaveText(/^2 pictures searched/)
  await later.forAll(/^Close all 2 pictures/)
  await expect(next.getByTestId('open-sample')).toBeVisible()
  await next.reload()
  await expect(next.getByTestId('open-sample')).toBeVisible()
  await expect(later.openEarlier).toBeHidden()
})

test('closing everything ends the engine and gives its memory back; the next pictures start another', async ({
  page,
  specklens,
}) => {
  const queue = new QueuePage(page)
  const engines = () => page.workers().filter((worker) => /\/worker-/.test(worker.url())).length
  await specklens.visit(quick)
  await specklens.choose(...several(2))
  await expect(queue.words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
  expect(engines()).toBe(1)
  await queue.forAll(/^Close all 2 pictures/)
  await expect.poll(engines).toBe(0)
  await specklens.choose(...several(2))
  await expect(queue.words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
  expect(engines()).toBe(1)
})

test('without room for the pictures the page says so before they are lost', async ({ page, specklens }) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 64e6, usage: 0 })
  })
  await specklens.visit(quick)
  await specklens.choose(...several(2))
  await expect(page.getByTestId('keep-trouble')).toContainText('The last 2 pictures will not survive a reload')
})

test('the film works by keyboard, passes axe, and builds only what is in sight', async ({ page, specklens }) => {
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  await specklens.choose(...several(60))
  await queue.pause.click()
  await expect(queue.words).toHaveText(/ · paused$/, { timeout: 90_000 })
  expect(await queue.pictures.count()).toBeLessThan(25)

  await queue.picture(/^crowd 1\.png/).focus()
  await page.keyboard.press('ArrowRight')
  await expect(queue.picture(/^crowd 2\.png/)).toBeFocused()
  await page.keyboard.press('End')
  await expect(queue.picture(/^crowd 60\.png/)).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(queue.picture(/^crowd 59\.png/)).toBeFocused()
  await expect(queue.picture(/^crowd 59\.png/)).toHaveAttribute('aria-current', 'true')

  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: test.info().outputPath(`film-${width}.png`) })
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
})
