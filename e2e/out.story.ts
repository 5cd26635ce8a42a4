/** A person takes the faces along: as data, as pictures, by the clipboard. */
import { readCoco } from '../src/formats/coco.ts'
import { readPascalVoc } from '../src/formats/pascal-voc.ts'
import { readWiderPredictions, readWiderTruth } from '../src/formats/wider.ts'
import { readYolo } from '../src/formats/yolo.ts'
import { test as base, expect } from './fixtures.ts'
import { SaveDialog } from './pages/save-dialog.ts'
import { crowdedCrop, sampleFile } from './pictures.ts'
import { pixelsOf } from './pixels.ts'
import { readZip } from './zip-reader.ts'

const test = base.extend<{ saving: SaveDialog }>({
  saving: async ({ page }, use) => {
    await use(new SaveDialog(page))
  },
})

test('the faces on show are saved in every format, and read back the same', async ({ page, specklens, saving }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  await specklens.result()
  const faces = await specklens.shownFaces()
  expect(faces.length).toBeGreaterThan(0)
  const text = async (name: string) => (await saving.save(name)).bytes.toString('utf8')

  expect(JSON.parse(await text('JSON')).pictures[0].faces).toHaveLength(faces.length)
  expect((await text('CSV table')).trim().split('\r\n')).toHaveLength(faces.length + 1)
  const { predictions } = readWiderPredictions(await text('WIDER FACE predictions'))
  expect(predictions[0]?.score).toBeCloseTo(faces[0]?.score ?? 0, 5)
  expect(predictions).toHaveLength(faces.length)
  expect(readWiderTruth(await text('WIDER FACE labels'))[0]?.faces).toHaveLength(faces.length)
  expect(readCoco(await text('COCO'))[0]?.faces[0]?.box.x).toBeCloseTo(faces[0]?.box.x ?? 0, 2)
  expect(readPascalVoc(await text('Pascal VOC')).faces).toHaveLength(faces.length)
  const yolo = readZip((await saving.save('YOLO')).bytes)
  expect([...yolo.keys()].sort()).toEqual(['classes.txt', 'crop.txt'])
  const labels = yolo.get('crop.txt')?.toString('utf8') ?? ''
  expect(readYolo(labels, { width: 256, height: 192 })).toHaveLength(faces.length)

  await saving.open()
  await expect(saving.choice('COCO'), 'what a format cannot hold is said').toContainText('No scores')
})

test('the picture with boxes has its full size, and the zip of faces holds what its index lists', async ({
  page,
  specklens,
  saving,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
  const { file } = await crowdedCrop(page, 256, 192, 20)
  await specklens.choose(file)
  await specklens.result()
  const faces = await specklens.shownFaces()

  // Drawn away from the page's own thread, which 48 megapixels would hold up for 0.1 s.
  const drawing = page.waitForEvent('worker', { predicate: (worker) => worker.url().includes('boxed-worker') })
  const boxed = await saving.save('Picture with boxes')
  await drawing
  expect(boxed.name).toBe('crop-boxes.png')
  const [before, after] = [await pixelsOf(page, file.buffer), await pixelsOf(page, boxed.bytes)]
  expect([after.width, after.height]).toEqual([256, 192])
  expect(after.data.equals(before.data), 'something was drawn').toBe(false)

  const { name, bytes } = await saving.save('Faces')
  expect(name).toBe('crop-faces.zip')
  const files = readZip(bytes)
  const [head, ...rows] = files.get('index.csv')?.toString('utf8').trim().split('\r\n') ?? []
  expect(head).toBe('picture,face,x,y,width,height,score,original,super_resolved')
  expect(rows).toHaveLength(faces.length)
  expect(files.size).toBe(1 + 2 * faces.length)
  for (const row of rows) {
    const [original = '', resolved = ''] = row.split(',').slice(7)
    expect((await pixelsOf(page, files.get(original) ?? Buffer.alloc(0))).width).toBeGreaterThan(0)
    expect((await pixelsOf(page, files.get(resolved) ?? Buffer.alloc(0))).width).toBeGreaterThanOrEqual(32)
  }
})

test('all searched pictures are saved at once', async ({ page, specklens, saving }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
  const { file } = await crowdedCrop(page, 192, 128, 20)
  await specklens.choose(file, { ...file, name: 'second.png' })
  const strip = page.getByRole('navigation', { name: 'Open pictures' })
  await expect(strip.locator('small', { hasText: /^\d+$/ })).toHaveCount(2, { timeout: 90_000 })
  const { pictures } = JSON.parse((await saving.save('JSON', 'all')).bytes.toString('utf8'))
  expect(pictures.map(({ name }: { name: string }) => name)).toEqual(['crop.png', 'second.png'])
  const voc = await saving.save('Pascal VOC', 'all')
  expect([...readZip(voc.bytes).keys()]).toEqual(['crop.xml', 'second.xml'])
  expect(readZip((await saving.save('Pictures with boxes', 'all')).bytes).size).toBe(2)
})

test.describe('with the clipboard', () => {
  test.use({ permissions: ['camera', 'clipboard-read', 'clipboard-write'] })

  test('list and picture are copied', async ({ page, specklens, saving }) => {
    await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
    await specklens.choose((await crowdedCrop(page, 192, 128, 20)).file)
    await specklens.result()
    await saving.open()
    await saving.choice('Copy the list').click()
    await expect(saving.notice).toContainText('Copied a list')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text.trim().split('\n')).toHaveLength((await specklens.shownFaces()).length + 1)

    await saving.open()
    await saving.choice('Copy the picture').click()
    await expect(saving.notice).toContainText('with its boxes')
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types))
    expect(types).toContain('image/png')
  })
})

test('a long saving shows how far it is, and ends when it is cancelled', async ({ page, specklens, saving }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02, smallestFace: 12 })
  await specklens.choose(await sampleFile())
  await specklens.result()
  let saved = 0
  page.on('download', () => saved++)
  await saving.open()
  await saving.choice('Faces').click()
  await expect(saving.progress).toContainText(/\d+ of \d+/)
  await saving.cancel.click()
  await expect(saving.progress).toBeHidden()
  await expect(saving.notice).toContainText('Nothing was saved')
  expect(saved).toBe(0)
  await saving.save('JSON')
})
