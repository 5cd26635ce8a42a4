/** Devices fail, files are hostile, pictures are absurd: the page says so where it must, goes on, and loses no result. */
import { bendWorkers, countWasm, dieSuddenly, loseDevice, runOutOfMemory } from './bend-worker.ts'
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { drawnFile, mutations } from './hostile-files.ts'
import { QueuePage } from './pages/queue-page.ts'
import { SettingsPage } from './pages/settings-page.ts'
import { SpecklensPage } from './pages/specklens-page.ts'
import { crowdedCrop } from './pictures.ts'

const quick = { preset: 'tiny', backend: 'wasm', smallestFace: 64 } as const

/** A long run: SPECKLENS_PICTURES=500 SPECKLENS_MUTATIONS=2000 npm run test:e2e -- --project=wasm never-down */
const amount = (name: string, usual: number) => Number(process.env[name] ?? usual)
const PICTURES = amount('SPECKLENS_PICTURES', 60)
const MUTATIONS = amount('SPECKLENS_MUTATIONS', 300)

test('a device that is lost and a worker that dies in the middle of a picture cost time alone', async ({
  page,
  specklens,
}) => {
  await bendWorkers(page, loseDevice, dieSuddenly)
  await specklens.visit({ ...quick, smallestFace: 6 })
  const { file, faces } = await crowdedCrop(page, 320, 240, 20)
  await specklens.choose(file)
  const found = await specklens.result()
  expect(found.width).toBe(320)
  expect(found.faces.length).toBeGreaterThan(faces.length / 4)
  await expect.poll(() => page.workers().length, 'the two that failed are gone').toBe(1)
})

test('without memory the page names the remedy, which works, and keeps earlier results', async ({
  page,
  specklens,
}) => {
  const queue = new QueuePage(page)
  await bendWorkers(page, runOutOfMemory)
  await specklens.visit({ ...quick, smallestFace: 6 })
  const { file } = await crowdedCrop(page, 320, 240, 20)
  // Too small for a second tile or ROI: passes the bent worker.
  await specklens.choose(png16)
  await specklens.result()
  await specklens.choose(file)
  await expect(specklens.error).toHaveAttribute('data-code', 'out-of-memory', { timeout: 60_000 })
  await expect(specklens.error).toContainText('larger smallest face or a smaller picture')
  await page.getByRole('button', { name: 'Look for faces from 12 px up' }).click()
  await expect(queue.words).toHaveText(/^2 pictures searched/, { timeout: 90_000 })
})

test('pictures of one pixel, of one line and of 48 megapixels are searched', async ({ page, specklens }) => {
  test.setTimeout(300_000)
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  const sizes = [
    [1, 1],
    [3000, 1],
    [1, 3000],
    [8000, 6000],
  ] as const
  const files = []
  for (const [width, height] of sizes) files.push(await drawnFile(page, 'image/jpeg', width, height))
  await specklens.choose(...files)
  await expect(queue.words).toHaveText(/^4 pictures searched/, { timeout: 280_000 })
})

test('hostile pictures get a sentence each, and nothing that was found is lost', async ({ page, specklens }) => {
  test.setTimeout(120_000 + MUTATIONS * 1000)
  const queue = new QueuePage(page)
  await specklens.visit(quick)
  await specklens.choose(png16)
  await specklens.result()
  const good = []
  for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) good.push(await drawnFile(page, type, 40, 30))
  await specklens.choose(...mutations(good, MUTATIONS))
  const done = new RegExp(`^(\\d+) of ${MUTATIONS + 1} searched, (\\d+) failed`)
  const counts = async () => (done.exec((await queue.words.textContent()) ?? '') ?? []).slice(1).map(Number)
  await expect
    .poll(async () => (await counts()).reduce((sum, count) => sum + count, 0), { timeout: 90_000 + MUTATIONS * 1000 })
    .toBe(MUTATIONS + 1)
  const [searched = 0, failed = 0] = await counts()
  // Some survive a mutation, most pixels being what they are; neither all nor none may.
  expect(searched).toBeGreaterThan(MUTATIONS / 20)
  expect(failed).toBeGreaterThan(MUTATIONS / 20)
  await queue
    .picture(/, failed: .*not a picture/)
    .first()
    .click()
  await expect(specklens.error).toContainText('the file may be damaged.')
  await queue.picture(/^sixteen\.png, \d+ face/).click()
  await expect(specklens.error).toBeHidden()
  expect((await specklens.result()).width).toBe(48)
})

test('memory is flat over many pictures', async ({ page, specklens }) => {
  test.setTimeout(120_000 + PICTURES * 2000)
  const queue = new QueuePage(page)
  await bendWorkers(page, countWasm)
  await specklens.visit(quick)
  const session = await page.context().newCDPSession(page)
  const memory = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const wasm = await page.workers()[0]?.evaluate(() => (self as unknown as { wasmBytes(): number }).wasmBytes())
    return { page: usedSize, wasm: wasm ?? 0 }
  }
  const bring = async (from: number, to: number) => {
    const files = Array.from({ length: to - from }, (_, at) => ({ ...png16, name: `${from + at}.png` }))
    await specklens.choose(...files)
    await expect(queue.words).toHaveText(new RegExp(`^${to} pictures searched`), { timeout: 60_000 + PICTURES * 2000 })
  }
  const third = Math.round(PICTURES / 3)
  await bring(0, third)
  const before = await memory()
  expect(before.wasm).toBeGreaterThan(1e6)
  await bring(third, PICTURES)
  const after = await memory()
  expect(after.wasm, 'WebAssembly’s memory').toBe(before.wasm)
  // A picture's own record, blob and thumbnail address stay: a few kB each.
  expect(after.page - before.page, 'the page’s heap').toBeLessThan(2e6 + (PICTURES - third) * 20_000)
})

test('another preset while pictures are searched: every one gets its result', async ({ page, specklens }) => {
  const queue = new QueuePage(page)
  const settings = new SettingsPage(page)
  await specklens.visit(quick)
  // Large: small ones would all be searched before the preset has changed.
  const large = await drawnFile(page, 'image/jpeg', 4000, 3000)
  await specklens.choose(...[1, 2, 3, 4].map((at) => ({ ...large, name: `${at}.jpg` })))
  await settings.toggle.click()
  await settings.preset.selectOption('compact')
  await expect(queue.words).toHaveText(/^4 pictures searched/, { timeout: 90_000 })
  expect((await specklens.info())?.preset).toBe('compact')
})

test('two tabs search at once, and each gets its own pictures back', async ({ page, specklens, context }) => {
  const other = await context.newPage()
  const tabs = [
    { tab: page, specklens, count: 2 },
    { tab: other, specklens: new SpecklensPage(other), count: 3 },
  ]
  for (const { specklens: opened } of tabs) await opened.visit(quick)
  const files = (count: number) => Array.from({ length: count }, (_, at) => ({ ...png16, name: `${at}.png` }))
  await Promise.all(tabs.map(({ specklens: opened, count }) => opened.choose(...files(count))))
  for (const { tab, count } of tabs)
    await expect(new QueuePage(tab).words).toHaveText(new RegExp(`^${count} pictures searched`), { timeout: 90_000 })
  for (const { tab, count } of tabs) {
    await tab.reload()
    await expect(new QueuePage(tab).words).toHaveText(new RegExp(`^${count} pictures searched`))
  }
})
