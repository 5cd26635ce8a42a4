/** The page on phone, tablet and desktop, light and dark: nothing sticks out, and a screen reader finds its way. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { LabelPage } from './pages/label-page.ts'
import type { SpecklensPage } from './pages/specklens-page.ts'
import { TrainPage } from './pages/train-page.ts'
import { brokenPicture, crowdedCrop, sampleFile } from './pictures.ts'

const widths = [390, 768, 1440]

async function faultsForScreenReaders(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(' | ')})`)
}

/** Keeps a screenshot beside the results, for a person to look at. */
async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}

/** At each width nothing sticks out; a picture of each is kept; at the last one a screen reader finds its way. */
async function expectGood(page: Page, specklens: SpecklensPage, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 })
    expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
    await shot(page, `${name}-${width}`)
  }
  expect(await faultsForScreenReaders(page)).toEqual([])
}

const quick = { preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.02 } as const

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the first page fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit()
      await expectGood(page, specklens, `first-${colorScheme}`)
    })

    test('a search under way fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit({ preset: 'compact', backend: 'wasm', smallestFace: 3 })
      await specklens.choose(await sampleFile())
      await expect(specklens.progress).toHaveAttribute('data-stage', /proposing|superResolving|scoring/, {
        timeout: 60_000,
      })
      await expectGood(page, specklens, `working-${colorScheme}`)
    })

    test('a result fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
      await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
      await specklens.result()
      await expect(specklens.faceList.getByRole('option').first()).toBeVisible()
      await expectGood(page, specklens, `result-${colorScheme}`)
      await specklens.faceList.getByRole('option').first().click()
      await expect(specklens.faceDetail).toBeVisible()
      await expectGood(page, specklens, `face-${colorScheme}`)
    })

    test('many pictures and one that fails fit every width and pass axe', async ({ page, specklens }) => {
      const { file } = await crowdedCrop(page, 256, 192, 20)
      const many = Array.from({ length: 7 }, (_, at) => ({ ...file, name: `crowd ${at + 1}.png` }))
      await specklens.visit(quick)
      await specklens.choose(...many, png16, brokenPicture)
      await expect(page.getByText('8 of 9 searched, 1 failed')).toBeVisible({ timeout: 90_000 })
      await expectGood(page, specklens, `many-${colorScheme}`)
      await page.getByRole('navigation', { name: 'Open pictures' }).getByText(brokenPicture.name).click()
      await expect(specklens.error).toBeVisible()
      await expectGood(page, specklens, `error-${colorScheme}`)
    })

    test('the camera fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit(quick)
      await specklens.openCamera.click()
      await expect(page.getByTestId('frame-rate')).toBeVisible({ timeout: 60_000 })
      await expectGood(page, specklens, `camera-${colorScheme}`)
      await specklens.stopCamera.click()
    })

    test('labelling and the way into training fit every width and pass axe', async ({ page, specklens }) => {
      const label = new LabelPage(page)
      const train = new TrainPage(page)
      await specklens.visit(quick)
      await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
      await specklens.result()
      await label.labelThese.click()
      await expect(label.list).toBeVisible()
      await expectGood(page, specklens, `labelling-${colorScheme}`)
      await page.setViewportSize({ width: 1440, height: 844 })
      await page.getByTestId('train-with-labels').click()
      await expect(train.dialog).toBeVisible()
      await expectGood(page, specklens, `training-${colorScheme}`)
    })
  })
}
