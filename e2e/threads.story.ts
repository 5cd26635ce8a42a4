/** The page on a host that isolates it: WebAssembly uses more than one core, and finds the same. */
import { isolationHeaders } from '../scripts/isolation.mjs'
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

const choice = { preset: 'tiny', backend: 'wasm', smallestFace: 6, threshold: 0.02 } as const

test('an isolated page searches on several threads and finds what one thread finds', async ({ page, specklens }) => {
  const { file } = await crowdedCrop(page, 320, 240, 20)
  await specklens.visit(choice)
  await specklens.choose(file)
  const alone = await specklens.result()
  expect((await specklens.info())?.threads).toBe(1)

  await page.route('**/*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), ...isolationHeaders } })
  })
  await specklens.visit(choice)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await specklens.choose(file)
  const together = await specklens.result()
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  const threads = Math.min(8, cores)
  expect((await specklens.info())?.threads).toBe(threads)
  // The engine's worker and one for each further thread: they run, since the engine waits for each before it says so.
  expect(page.workers().length).toBeGreaterThanOrEqual(threads)
  if (threads > 1) await expect(specklens.engineInfo).toContainText(`on ${threads} cores`)

  expect(together.faces.length).toBe(alone.faces.length)
  for (const [at, face] of together.faces.entries()) {
    expect(face.score).toBeCloseTo(alone.faces[at]?.score ?? Number.NaN, 4)
    expect(face.box.x).toBeCloseTo(alone.faces[at]?.box.x ?? Number.NaN, 2)
  }
})
