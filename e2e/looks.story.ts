/** The page on phone, tablet and desktop, light and dark: nothing sticks out, and a screen reader finds its way. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

const widths = [390, 768, 1440]

async function faultsForScreenReaders(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(' | ')})`)
}

/** Keeps a screenshot beside the results, for a person to look at. */
async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the first page fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit()
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
        await shot(page, `first-${colorScheme}-${width}`)
      }
      expect(await faultsForScreenReaders(page)).toEqual([])
    })

    test('a result fits every width and passes axe', async ({ page, specklens }) => {
      await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
      await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
      await specklens.result()
      await expect(specklens.faceList.getByRole('option').first()).toBeVisible()
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
        await shot(page, `result-${colorScheme}-${width}`)
      }
      expect(await faultsForScreenReaders(page)).toEqual([])
    })
  })
}
