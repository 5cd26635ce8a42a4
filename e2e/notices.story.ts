/** A notice is said without lying over anything that a person may want to press. */
import type { Page } from '@playwright/test'
import { covering } from './covering.ts'
import { expect, test } from './fixtures.ts'
import { IntakePage } from './pages/intake-page.ts'
import { LabelPage } from './pages/label-page.ts'
import { TrainPage } from './pages/train-page.ts'
import { crowdedCrop } from './pictures.ts'
import { duskPictures } from './training-pictures.ts'

const widths = [1440, 1280, 768, 390]
const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all') }
const everything = '.header, .stage, .queue, .panel-head'

async function expectFree(page: Page, what: string, within = everything) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 })
    // The stage follows its new size a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const { notices, controls, covered, cutOff } = await covering(page, within)
    expect(notices, `${what} at ${width} px: notices`).toBeGreaterThan(0)
    expect(controls, `${what} at ${width} px: controls`).toBeGreaterThan(3)
    expect(covered, `${what} at ${width} px: covered`).toEqual([])
    expect(cutOff, `${what} at ${width} px: cut off`).toEqual([])
    await page.screenshot({ path: test.info().outputPath(`${what.replaceAll(' ', '-')}-${width}.png`) })
  }
}

test('a notice leaves the buttons free: with results, over the camera, while labelling', async ({
  page,
  specklens,
}) => {
  const label = new LabelPage(page)
  const intake = new IntakePage(page)
  const { file } = await crowdedCrop(page, 256, 192, 20)
  // A browser that keeps its clipboard to itself: a notice that comes in any mode and stays.
  await page.addInitScript(() => {
    if (navigator.clipboard) navigator.clipboard.read = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  const refusePaste = async () => {
    await intake.otherWays.click()
    await intake.paste.click()
    await expect(intake.notice).toContainText('clipboard')
  }
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.02 })
  await specklens.choose(file)
  await specklens.result()
  await refusePaste()
  await expect(page.getByRole('group', { name: 'Zoom' })).toBeVisible()
  await expectFree(page, 'results')

  await page.setViewportSize({ width: 1280, height: 844 })
  await specklens.openCamera.click()
  await expect(page.getByTestId('frame-rate')).toBeVisible({ timeout: 60_000 })
  await refusePaste()
  await expectFree(page, 'camera')

  await page.setViewportSize({ width: 1280, height: 844 })
  await specklens.stopCamera.click()
  await label.labelThese.click()
  await expect(label.canvas).toBeVisible()
  await label.add(letter)
  await expect(label.notice).toBeVisible()
  await expectFree(page, 'labelling', '.header, .label-bar, .stage, .panel')
})

test('a training that runs says so beside the buttons: with results, while labelling', async ({ page, specklens }) => {
  const label = new LabelPage(page)
  const training = new TrainPage(page)
  const { file } = await crowdedCrop(page, 256, 192, 20)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.02 })
  await training.planFor(await duskPictures(page, 8), '8 pictures', { Steps: '2000', 'Looks while it learns': '1' })
  await training.start.click({ timeout: 60_000 })
  await expect(training.progress).toContainText(/step \d+ of 2000/, { timeout: 60_000 })
  await page.keyboard.press('Escape')
  await expect(training.status).toBeVisible()
  await specklens.choose(file)
  await specklens.result()
  await expectFree(page, 'training')

  await page.setViewportSize({ width: 1280, height: 844 })
  await label.labelThese.click()
  await expect(label.canvas).toBeVisible()
  await expectFree(page, 'labelling while it trains', '.header, .label-bar, .stage, .panel')
})
