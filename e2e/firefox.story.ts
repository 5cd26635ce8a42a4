/** A person uses Firefox: the main way through the page, held against Chromium on the same picture. */
import { mkdir, writeFile } from 'node:fs/promises'
import { findFirefox } from '../scripts/firefox.mjs'
import { iou } from '../src/geometry/box.ts'
import { test as base, expect } from './fixtures.ts'
import { turnedJpeg } from './formats.ts'
import { FirefoxPage } from './pages/firefox-page.ts'
import { crowdedCrop } from './pictures.ts'

const found = findFirefox()
const without = 'There is no Firefox on this machine: its story is passed over. SPECKLENS_FIREFOX may name one.'

const test = base.extend<{ firefox: FirefoxPage }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  firefox: async ({}, use, info) => {
    const downloads = info.outputPath('downloads')
    await mkdir(downloads, { recursive: true })
    const firefox = await FirefoxPage.open(found ?? '', downloads)
    await use(firefox)
    await firefox.close()
  },
})

// CI installs one: there the story must not be passed over in silence.
if (!found && !process.env.CI) console.log(without)
test.skip(!found && !process.env.CI, without)

const choice = { preset: 'tiny', backend: 'wasm', smallestFace: 6, threshold: 0.1 } as const

test('Firefox finds what Chromium finds, saves it, keeps it over a reload, and asks no other site', async ({
  page,
  specklens,
  firefox,
  baseURL,
}, info) => {
  test.setTimeout(480_000)
  const { file } = await crowdedCrop(page, 256, 192, 20)
  const turned = await turnedJpeg(page)
  const [crop, upright] = [info.outputPath(file.name), info.outputPath(turned.name)]
  await writeFile(crop, file.buffer)
  await writeFile(upright, turned.buffer)
  await specklens.visit(choice)
  await specklens.choose(file)
  await specklens.result(200_000)
  const expected = await specklens.shownFaces()
  await page.close()

  const query = new URLSearchParams(Object.entries(choice).map(([name, value]) => [name, String(value)]))
  await firefox.visit(`${baseURL}?${query}`)
  await firefox.choose(crop)
  await firefox.result(256, 192)
  const faces = await firefox.shownFaces()
  expect((await firefox.info())?.backend).toBe('wasm')
  expect(expected.length).toBeGreaterThan(3)
  expect(faces.length, 'as many faces as in Chromium').toBe(expected.length)
  expect(await firefox.text('face-count')).toContain(String(faces.length))
  for (const face of expected) {
    const twin = faces.find(({ box }) => iou(box, face.box) > 0.98)
    expect(twin?.score, 'the same face has the same score').toBeCloseTo(face.score, 2)
  }

  const saved = await firefox.save('CSV table')
  expect(saved.name).toBe('crop.csv')
  expect(saved.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(faces.length + 1)

  // The EXIF orientation is applied in the worker: the picture lies on its side in the file.
  await firefox.choose(upright)
  await firefox.result(32, 48)

  await firefox.page.waitForFunction(async () => (await navigator.serviceWorker.ready) && (await caches.keys()).length)
  await firefox.page.reload()
  // The first of the open pictures is on show.
  await firefox.result(256, 192)
  expect(await firefox.shownFaces()).toEqual(faces)
  expect(await firefox.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)

  expect(firefox.messages, 'console errors and warnings').toEqual([])
  // Those of the worker are among them, so that the next line speaks of all.
  expect(firefox.requests).toContainEqual(expect.stringMatching(/weights\.bin$/))
  const strangers = firefox.requests.filter((address) => !/^(blob|data):/.test(address))
  expect(strangers.filter((address) => !address.startsWith(baseURL ?? ' '))).toEqual([])
  info.annotations.push({ type: 'firefox', description: await firefox.version() })
})
