/** A person opens a picture taken at night, has it restored before it is searched, and goes back to how it was. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { FacePanel } from './pages/face-panel.ts'
import { SettingsPage } from './pages/settings-page.ts'
import { nightCrowd, sharpCrowd } from './pictures.ts'

/** Mean of the stage's green. */
const brightness = (page: Page) =>
  page.locator('.stage canvas').evaluate((stage) => {
    const context = new OffscreenCanvas(64, 64).getContext('2d', { willReadFrequently: true })
    context?.drawImage(stage as HTMLCanvasElement, 0, 0, 64, 64)
    const pixels = context?.getImageData(0, 0, 64, 64).data ?? []
    let sum = 0
    for (let at = 1; at < pixels.length; at += 4) sum += pixels[at] as number
    return (4 * sum) / pixels.length
  })

const quick = { preset: 'tiny', backend: 'wasm', smallestFace: 12 } as const

test('a dark, noisy picture is offered a restoration, gets it, and goes back to how it was', async ({
  page,
  specklens,
}) => {
  const panel = new FacePanel(page)
  const settings = new SettingsPage(page)
  await specklens.visit(quick)
  await specklens.drop(await nightCrowd(page))
  const before = await specklens.result()
  expect(before.restored ?? false).toBe(false)
  await expect(panel.restoration).toContainText('This picture is noisy and dark.')

  await panel.restorationSearch.press('Enter')
  await expect(panel.restoration).toContainText('Restored: noise, darkness', { timeout: 60_000 })
  await expect(panel.restorationSearch, 'the keyboard stays where it was').toBeFocused()
  expect((await specklens.result()).restored).toBe(true)
  const dark = await brightness(page)
  await page.getByTestId('restoration-show').click()
  await expect(page.getByTestId('restoration-show')).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => brightness(page), { message: 'the restored picture is seen' }).toBeGreaterThan(1.3 * dark)
  await page.getByTestId('restoration-show').click()
  await expect.poll(() => brightness(page)).toBeLessThan(1.05 * dark)
  await panel.stageTimes.locator('summary').click()
  await expect(panel.stageTimes.getByRole('row', { name: /^Restoring/ })).toBeVisible()

  await settings.open()
  await expect(settings.restore).toBeChecked()
  await settings.restore.press('Space')
  await expect(settings.restore).not.toBeChecked()
  await page.getByTestId('run-again').click()
  await expect(panel.restoration).toContainText('This picture is noisy and dark.', { timeout: 60_000 })
  expect((await specklens.result()).faces).toEqual(before.faces)
})

test('the choice outlives a reload, and the line beside the result takes it back too', async ({ page, specklens }) => {
  const panel = new FacePanel(page)
  const settings = new SettingsPage(page)
  await specklens.visit(quick)
  await specklens.choose(await nightCrowd(page))
  await specklens.result()
  await panel.restorationSearch.click()
  await expect(panel.restoration).toContainText('Restored', { timeout: 60_000 })

  await page.reload()
  await expect(panel.restoration, 'kept with the result').toContainText('Restored')
  await settings.open()
  await expect(settings.restore).toBeChecked()
  await panel.restorationSearch.click()
  await expect(panel.restoration).toContainText('This picture is noisy and dark.', { timeout: 60_000 })
  await expect(settings.restore).not.toBeChecked()
})

test('a sharp picture is offered nothing, and stays as it is where bad ones are restored', async ({
  page,
  specklens,
}) => {
  const panel = new FacePanel(page)
  const settings = new SettingsPage(page)
  await specklens.visit(quick)
  await specklens.choose(await sharpCrowd(page))
  const before = await specklens.result()
  expect(before.condition).toBeNull()
  await expect(panel.stageTimes).toBeVisible()
  await expect(panel.restoration).toHaveCount(0)

  await settings.open()
  await settings.restore.check()
  await page.getByTestId('run-again').click()
  await expect(page.getByTestId('run-again')).toHaveCount(0)
  await expect(specklens.progress).toHaveCount(0, { timeout: 60_000 })
  await expect(panel.restoration).toHaveCount(0)
  expect((await specklens.result()).faces).toEqual(before.faces)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('offer, restored result and setting fit every width and pass axe', async ({ page, specklens }) => {
      const panel = new FacePanel(page)
      const settings = new SettingsPage(page)
      const expectGood = async (name: string) => {
        for (const width of [390, 768, 1440]) {
          await page.setViewportSize({ width, height: 844 })
          expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
          await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}-${width}.png`) })
        }
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
      }
      await specklens.visit(quick)
      await specklens.choose(await nightCrowd(page))
      await expect(panel.restorationSearch).toBeVisible({ timeout: 60_000 })
      await expectGood('offered')
      await panel.restorationSearch.click()
      await expect(panel.restoration).toContainText('Restored', { timeout: 60_000 })
      await expectGood('restored')
      await settings.open()
      await settings.restore.scrollIntoViewIfNeeded()
      await expectGood('setting')
    })
  })
}
