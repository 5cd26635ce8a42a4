/** A person comes back without a network. */
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { IntakePage } from './pages/intake-page.ts'
import { SettingsPage } from './pages/settings-page.ts'

test.use({ serviceWorkers: 'allow' })

test('after the first visit the page searches without a network, until it is deleted', async ({
  page,
  specklens,
  context,
}) => {
  const settings = new SettingsPage(page)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller)

  await context.setOffline(true)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32, threshold: 0.3 })
  await specklens.choose(png16)
  expect(await new IntakePage(page).searchedSize()).toBe('48×32')
  await settings.open()
  await expect(settings.offline).toHaveText(
    /^The page works without a network\. The networks were read from this device/,
  )

  await settings.forgetPage.click()
  await expect(settings.offline).toHaveText(/^The page needs a network/)
  expect(await page.evaluate(() => caches.keys())).toEqual([])
})
