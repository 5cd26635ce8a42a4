/** A person adjusts the search, keeps the choice, hands it on, and goes back. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { SettingsPage } from './pages/settings-page.ts'
import { crowdedCrop } from './pictures.ts'

const quick = { preset: 'tiny', backend: 'wasm' } as const

test('three words choose how thorough a search is, each with the time it takes here', async ({ page, specklens }) => {
  const settings = new SettingsPage(page)
  await specklens.visit(quick)
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  await settings.toggle.click()
  await specklens.result()
  await expect(settings.form).toContainText('Times for this picture')
  await expect(settings.form.getByText(/^(under 1|about \d+) (s|min)$/)).toHaveCount(3)

  await page.reload()
  await settings.toggle.click()
  await expect(settings.form, 'what was measured is remembered').toContainText('Times for this picture')

  await expect(settings.thoroughness('Everything')).toBeChecked()
  await settings.thoroughness('Fast').check()
  await expect(settings.smallestFace).toHaveValue('12 px')
  await expect(page.getByText('This result was made with other settings.')).toBeVisible()
  await settings.smallestFace.fill('9')
  await settings.smallestFace.blur()
  await expect(settings.thoroughness('Fast')).not.toBeChecked()
  await expect(settings.form).toContainText('Now: your own choice')
})

test('settings are kept, go along in a link, and go back to the defaults', async ({ page, specklens, context }) => {
  const settings = new SettingsPage(page)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await specklens.visit({ ...quick, smallestFace: 32 })
  await specklens.choose(png16)
  await specklens.result()
  await settings.toggle.click()
  await settings.thoroughness('Balanced').check()
  expect(new URL(page.url()).search, 'the choice counts now, not the address').toBe('')
  await settings.copyLink.click()
  await expect(settings.form).toContainText('Copied.')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/[?&]preset=tiny&.*smallestFace=6/)

  await page.reload()
  await settings.toggle.click()
  await expect(settings.thoroughness('Balanced')).toBeChecked()
  await expect(settings.preset).toHaveValue('tiny')
  await settings.reset.click()
  await expect(settings.thoroughness('Everything')).toBeChecked()
  await expect(settings.preset).toHaveValue('compact')

  await page.goto(link)
  await specklens.choose(png16)
  await settings.toggle.click()
  await expect(settings.thoroughness('Balanced')).toBeChecked()
  await expect(settings.preset).toHaveValue('tiny')
})

test('what is kept on the device is counted, can be deleted and can be refused', async ({ page, specklens }) => {
  const settings = new SettingsPage(page)
  await specklens.visit({ ...quick, smallestFace: 32 })
  await specklens.choose(png16)
  await specklens.result()
  await settings.open()
  await expect(settings.kept).toHaveText('1 picture is kept in this browser.')
  await settings.deleteKept.click()
  await expect(settings.kept).toHaveText('Nothing is kept now.')
  await settings.keep.uncheck()
  await page.reload()
  await expect(specklens.openSample).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the settings fit every width and pass axe', async ({ page, specklens }) => {
      const settings = new SettingsPage(page)
      await specklens.visit({ ...quick, smallestFace: 32 })
      await specklens.choose(png16)
      await specklens.result()
      await settings.toggle.click()
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({ width, height: 844 })
        expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
        await settings.form.scrollIntoViewIfNeeded()
        await page.screenshot({ path: test.info().outputPath(`settings-${colorScheme}-${width}.png`) })
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
    })
  })
}
