/** A host that sends no headers of its own: from the second visit on, the service worker lets the page use every core. */
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { IntakePage } from './pages/intake-page.ts'

const typed = 'https://pictures.example/crowd/far.png'
const choice = { preset: 'tiny', backend: 'wasm', smallestFace: 32 } as const

test.use({ serviceWorkers: 'allow', typedAddresses: [typed] })

test('the second visit is isolated, searches on several threads, and still fetches a picture by its address', async ({
  page,
  specklens,
}) => {
  await page.route(typed, (route) =>
    route.fulfill({ body: png16.buffer, contentType: png16.mimeType, headers: { 'access-control-allow-origin': '*' } }),
  )
  test.setTimeout(300_000)
  const intake = new IntakePage(page)
  await specklens.visit(choice)
  expect(await page.evaluate(() => crossOriginIsolated), 'the host sends no headers').toBe(false)
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller)

  await specklens.visit(choice)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await intake.address.click()
  await intake.addressField.fill(typed)
  await intake.fetch.click()
  expect(await intake.searchedSize()).toBe('48×32')
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  expect((await specklens.info())?.threads).toBe(Math.min(8, cores))
})
