/** A person looks through the faces: sorts, filters, compares; with or without a mouse, on any screen. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { Box } from '../src/geometry/box.ts'
import { test as base, expect } from './fixtures.ts'
import { FacePanel } from './pages/face-panel.ts'
import { HidePanel } from './pages/hide-panel.ts'
import { SaveDialog } from './pages/save-dialog.ts'
import { crowdedCrop } from './pictures.ts'

const test = base.extend<{ panel: FacePanel }>({
  panel: async ({ page }, use) => {
    await use(new FacePanel(page))
  },
})

const middle = (box: Box) => box.y + box.height / 2

test('the list is sorted by score, height and place', async ({ page, specklens, panel }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  await specklens.result()
  const rising = (values: readonly number[]) => values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0))
  const scores = async () => (await panel.rows()).map(({ score }) => score)
  const heights = async () => (await panel.rows()).map(({ height }) => height)
  await expect.poll(async () => rising((await scores()).toReversed())).toBe(true)
  await panel.sort.selectOption('Least sure first')
  await expect.poll(async () => rising(await scores())).toBe(true)
  await panel.sort.selectOption('Smallest first')
  await expect.poll(async () => rising(await heights())).toBe(true)
  await panel.sort.selectOption('Largest first')
  await expect.poll(async () => rising((await heights()).toReversed())).toBe(true)
  await panel.sort.selectOption('By place, from the top')
  const top = (await specklens.shownFaces()).toSorted((a, b) => middle(a.box) - middle(b.box))[0]
  // The first row holds the topmost face, if not at its left end.
  await expect.poll(async () => (await heights()).includes(Math.round(top?.box.height ?? 0))).toBe(true)
})

test('a range of heights hides the others, by keyboard too, and one click brings them back', async ({
  page,
  specklens,
  panel,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  const { faces } = await specklens.result()
  await expect(panel.heightRange).toHaveText('any height')
  await panel.smallest.focus()
  await page.keyboard.press('ArrowRight')
  await expect(panel.heightRange).toHaveText(/^from \d+ px$/)
  const from = Number(/\d+/.exec((await panel.heightRange.textContent()) ?? '')?.[0])
  const left = faces.filter(({ box }) => Math.round(box.height) >= from).length
  expect(left).toBeLessThan(faces.length)
  await expect(specklens.faceCount).toHaveText(new RegExp(`^${left} face`))
  expect(await specklens.shownFaces()).toHaveLength(left)
  await panel.showAll.click()
  await expect(specklens.faceCount).toHaveText(new RegExp(`^${faces.length} face`))
})

test('a face chosen in the list is found on the picture, and the other way round', async ({
  page,
  specklens,
  panel,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.3 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  const { width, height } = await specklens.result()
  const magnification = page.getByLabel('Magnification')
  const whole = await magnification.textContent()
  await specklens.faceList.focus()
  await page.keyboard.press('ArrowDown')
  const chosen = specklens.faceList.getByRole('option', { selected: true })
  const label = await chosen.getAttribute('aria-label')
  await expect(specklens.faceDetail).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(specklens.faceDetail).toBeHidden()

  // In the view of the whole picture it is known where a face lies.
  await page.getByRole('button', { name: 'Show the whole picture' }).click()
  await expect(magnification).toHaveText(whole ?? '')
  const stage = await specklens.stage.boundingBox()
  const box = (await specklens.shownFaces())[0]?.box
  if (!stage || !box) throw new Error('There is no face to click on.')
  const scale = Math.min(stage.width / width, stage.height / height)
  const position = {
    x: stage.width / 2 + (box.x + box.width / 2 - width / 2) * scale,
    y: stage.height / 2 + (box.y + box.height / 2 - height / 2) * scale,
  }
  await specklens.stage.hover({ position })
  await expect(specklens.faceList.locator('[data-hovered]')).toHaveCount(1)
  await specklens.stage.click({ position })
  await expect(chosen).toHaveAttribute('aria-label', label ?? '')

  // The seam between the face's own pixels and the generator's moves by keyboard.
  await panel.compare.focus()
  await page.keyboard.press('Home')
  await expect(panel.compare).toHaveAttribute('aria-valuetext', '0 % original, 100 % super-resolved')
  await page.keyboard.press('End')
  await expect(panel.compare).toHaveAttribute('aria-valuetext', '100 % original, 0 % super-resolved')
})

test('the time of each stage is on show', async ({ page, specklens, panel }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  await specklens.choose((await crowdedCrop(page, 192, 128, 20)).file)
  const { times } = await specklens.result()
  await panel.stageTimes.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(panel.stageTimes.getByRole('rowheader')).toHaveCount(times.length)
  await expect(panel.stageTimes.getByRole('cell').filter({ hasText: /\d (ms|s)$/ })).toHaveCount(times.length)
})

const states = {
  compare: async (page: Page) => {
    await page.getByTestId('face-list').focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByTestId('compare')).toBeVisible()
  },
  save: (page: Page) => new SaveDialog(page).open(),
  hide: (page: Page) => new HidePanel(page).open(),
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, open] of Object.entries(states))
    test.describe(`in ${colorScheme}, ${name}`, () => {
      test.use({ colorScheme })

      test('fits every width and passes axe', async ({ page, specklens }) => {
        await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
        await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
        await specklens.result()
        await open(page)
        for (const width of [1440, 768, 390, 360]) {
          await page.setViewportSize({ width, height: 844 })
          expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
          // Dialogs fade in.
          await page.waitForTimeout(400)
          await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}-${width}.png`) })
        }
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
      })
    })

test('on a phone a long name leaves the Label button beside it, off the picture', async ({ page, specklens }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  const { file } = await crowdedCrop(page, 128, 96, 8)
  await specklens.choose({ ...file, name: 'a crowd in front of the town hall, seen from its tower.png' })
  await specklens.result()
  const top = async (place: Locator) => Math.round((await place.boundingBox())?.y ?? Number.NaN)
  const name = page.getByRole('navigation', { name: 'Open pictures' })
  expect(await top(page.getByTestId('label'))).toBe(await top(name))
  expect(await specklens.sidewaysScroll()).toBeLessThanOrEqual(0)
  await page.screenshot({ path: test.info().outputPath('long-name.png') })
})
