/** A programmer copies README's examples and the library's folder to a page of their own. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ensureLibrary } from '../scripts/build.mjs'
import { root } from '../scripts/step.mjs'
import type { Detection, Face } from '../src/detection/face.ts'
import { expect, test } from './fixtures.ts'

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm' }

/** What of the library is used here; its own types exist once it is built. */
interface Library {
  createDetector(options: object): Promise<{
    detect(picture: Blob | ImageBitmap, options?: object): Promise<unknown>
    dispose(): void
    readonly info: { readonly threads: number }
  }>
}

/** With these a page may share memory, so that threads compute. */
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

test.beforeAll(async () => {
  test.setTimeout(300_000)
  await ensureLibrary()
})

/** Puts an example of README, or an empty page, its picture and the library's folder below ./own-page/ of the stories' address. */
async function publish(
  page: Page,
  title: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const examples = [...readme.matchAll(/^```html\n([\s\S]*?)^```$/gm)].map(([, code]) => code as string)
  const example = title ? examples.find((code) => code.includes(`<title>${title}</title>`)) : '<title>Empty</title>'
  if (!example) throw new Error(`README has no example “${title}”.`)
  await page.route('**/own-page/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/own-page/')[1] as string
    const contentType = types[path.split('.').pop() ?? ''] ?? 'application/octet-stream'
    if (path === 'index.html') await route.fulfill({ body: example, contentType, headers })
    else if (path === 'crowd.jpg')
      await route.fulfill({ body: await readFile(join(root, 'public/sample/crowd-small.jpg')) })
    else {
      const file = join(root, 'dist-library', path.replace(/^specklens\//, ''))
      const body = await readFile(file).catch(() => null)
      await (body ? route.fulfill({ body, contentType, headers }) : route.fulfill({ status: 404 }))
    }
  })
}

test('the library finds faces, sharpens some and ends its worker', async ({ page }) => {
  await publish(page, 'Faces in a picture')
  const said = page.waitForEvent('console', { predicate: (message) => message.type() === 'log', timeout: 100_000 })
  await page.goto('./own-page/index.html')
  const [backend, sharpened] = (await said).text().split(' ')
  expect(backend, 'a software adapter is passed over').toBe('wasm')
  const faces = await page.getByRole('listitem').count()
  expect(faces).toBeGreaterThan(0)
  expect(Number(sharpened)).toBe(Math.min(4, faces))
  await expect(page.getByRole('listitem').first()).toHaveText(/^\d+, \d+: \d+\.\d px tall, \d+ %$/)
  await expect.poll(() => page.workers().length, 'workers that are left').toBe(0)
})

test('what cannot be done rejects in words, and an abort leaves the detector usable', async ({ page }) => {
  await publish(page, 'Faces in a picture')
  await page.route('**/own-page/index.html', (route) =>
    route.fulfill({ body: '<!doctype html><title>Own</title>', contentType: 'text/html' }),
  )
  await page.goto('./own-page/index.html')
  const outcome = await page.evaluate(async () => {
    const { createDetector } = (await import(`${document.baseURI}/../specklens/specklens.js`)) as Library
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (reason) => reason.code ?? reason.name,
      )
    const detector = await createDetector({ backend: 'wasm' })
    const picture = await (await fetch('crowd.jpg')).blob()
    const stopped = new AbortController()
    const running = codeOf(detector.detect(picture, { smallestFace: 2, signal: stopped.signal }))
    stopped.abort()
    const bitmap = await createImageBitmap(picture)
    const noise = new ImageData(128, 128)
    for (let at = 0; at < noise.data.length; at++)
      noise.data[at] = at % 4 === 3 ? 255 : 60 + ((Math.imul(at, 0x9e3779b1) >>> 20) % 24)
    const noisy = await createImageBitmap(noise)
    const restored = async (options: object) =>
      ((await detector.detect(noisy, { smallestFace: 12, ...options })) as Detection).restored
    const outcome = {
      aborted: await running,
      broken: await codeOf(detector.detect(new Blob(['no picture']))),
      mistaken: await codeOf(detector.detect(picture, { threshold: 7 })),
      afterwards: await codeOf(detector.detect(bitmap, { smallestFace: 12 })),
      bitmapWidth: bitmap.width,
      restored: [await restored({ restore: true }), await restored({})],
      closed: '',
    }
    detector.dispose()
    outcome.closed = await codeOf(detector.detect(picture))
    return outcome
  })
  expect(outcome).toEqual({
    aborted: 'aborted',
    broken: 'not-an-image',
    mistaken: 'RangeError',
    afterwards: 'done',
    bitmapWidth: 256,
    restored: [true, false],
    closed: 'internal',
  })
})

test('the element draws boxes, follows its threshold without a new run, and says what is wrong', async ({ page }) => {
  await publish(page, 'Faces, drawn')
  const said = page.waitForEvent('console', { predicate: (message) => message.type() === 'log', timeout: 100_000 })
  await page.goto('./own-page/index.html')
  const [kept, shown] = (await said).text().split(' ').map(Number) as [number, number]
  const view = page.locator('specklens-view')
  await expect(view.getByRole('status')).toHaveText(shown === 1 ? '1 face' : `${shown} faces`)
  await expect(view.locator('rect')).toHaveCount(shown)

  await view.evaluate((element) => element.setAttribute('threshold', '0.02'))
  await expect(view.locator('rect')).toHaveCount(kept)
  const faces = await view.evaluate((element) => (element as unknown as { faces: readonly Face[] }).faces)
  expect(faces.length).toBe(kept)
  expect(faces.every(({ box }) => box.x >= 0 && box.y >= 0 && box.x + box.width <= 256)).toBe(true)

  const complaint = page.waitForEvent('console', { predicate: (message) => message.type() === 'log' })
  await view.evaluate((element) => {
    ;(element as unknown as { picture: Blob }).picture = new Blob(['no picture'])
  })
  expect((await complaint).text()).toMatch(/^not-an-image /)
  await expect(view.getByRole('status')).not.toBeEmpty()
  await view.evaluate((element) => element.remove())
  await expect.poll(() => page.workers().length, 'workers that are left').toBe(0)
})

test('detectors that end leave nothing behind, and end their own threads well before themselves', async ({ page }) => {
  await publish(page, null, isolated)
  const ends: { readonly thread: boolean; readonly at: number }[] = []
  page.on('worker', (worker) => {
    const thread = worker.url().startsWith('blob:')
    worker.on('close', () => ends.push({ thread, at: performance.now() }))
  })
  await page.goto('./own-page/index.html')
  const threads = await page.evaluate(async () => {
    const { createDetector } = (await import(new URL('./specklens/specklens.js', location.href).href)) as Library
    const picture = await (await fetch('crowd.jpg')).blob()
    const options = { preset: 'tiny', backend: 'wasm', threads: 2 }
    const detectors = await Promise.all([createDetector(options), createDetector(options)])
    const [rests, works] = detectors
    await rests?.detect(picture)
    works?.detect(picture).catch(() => {})
    for (const detector of detectors) detector.dispose()
    return detectors.reduce((sum, { info }) => sum + info.threads, 0)
  })
  await expect.poll(() => page.workers().length, 'workers that are left').toBe(0)
  const at = (wanted: boolean) => ends.filter(({ thread }) => thread === wanted).map((end) => end.at)
  expect(at(false)).toHaveLength(2)
  // A worker that ends while one of its own does can stay for good: src/engine/retire.ts.
  if (threads > 2) expect(Math.min(...at(false)) - Math.max(...at(true))).toBeGreaterThan(300)
})
