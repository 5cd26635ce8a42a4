/** A new build is put on the host while a person has the page open. */
import AxeBuilder from '@axe-core/playwright'
import { storyBase } from '../scripts/story-address.mjs'
import { covering } from './covering.ts'
import { test as base, expect } from './fixtures.ts'
import { png16 } from './formats.ts'
import { type HostOfBuilds, hostOfBuilds } from './host-of-builds.ts'

const test = base.extend<{ host: HostOfBuilds }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  host: async ({}, use) => {
    const host = await hostOfBuilds(`http://127.0.0.1:${process.env.SPECKLENS_PORT}${storyBase}`)
    await use(host)
    await host.close()
  },
  baseURL: ({ host }, use) => use(host.url),
})

test.use({ serviceWorkers: 'allow' })

test('a new version is told, waits for the person, and keeps what is open', async ({ page, specklens, host }) => {
  test.setTimeout(300_000)
  const film = page.getByRole('navigation', { name: 'Open pictures' })
  const notice = page.getByTestId('new-version')
  const build = () => page.locator('meta[name="specklens-build"]').getAttribute('content')
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller)
  await specklens.choose(png16)
  await expect(film).toContainText(png16.name)
  const before = await build()

  host.deploy('next')
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await expect(notice).toContainText('A new version is ready. Pictures, results and labels are still there', {
    timeout: 120_000,
  })
  await expect(page.getByRole('status').filter({ has: notice }), 'a screen reader is told').toHaveCount(1)
  expect(await build(), 'nothing is reloaded by itself').toBe(before)
  for (const [width, colorScheme] of [
    [390, 'light'],
    [768, 'light'],
    [1440, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    expect(await specklens.sidewaysScroll()).toBeLessThanOrEqual(0)
    const { notices, covered, cutOff } = await covering(page, '.header, .stage, .queue, .panel-head')
    expect({ notices, covered, cutOff }, `at ${width} px`).toEqual({ notices: 1, covered: [], cutOff: [] })
    await page.screenshot({ path: test.info().outputPath(`new-version-${width}.png`) })
  }
  expect((await new AxeBuilder({ page }).include('.notice-area').analyze()).violations).toEqual([])

  const reload = notice.getByRole('button', { name: 'Reload' })
  const reached = () => reload.evaluate((element) => element === document.activeElement)
  await page.getByTestId('settings').focus()
  for (let at = 0; at < 60 && !(await reached()); at++) await page.keyboard.press('Tab')
  expect(await reached(), 'the keyboard reaches it').toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('meta[content="next"]') !== null)
  await expect(film, 'the picture is there again').toContainText(png16.name)
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['specklens-page-next'])
  await expect(notice).toBeHidden()
})
