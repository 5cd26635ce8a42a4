/** A person labels pictures: from label files, from the detector's proposals, and by hand. */
import AxeBuilder from '@axe-core/playwright'
import { readCoco } from '../src/formats/coco.ts'
import { test as base, expect } from './fixtures.ts'
import { LabelPage } from './pages/label-page.ts'
import type { PictureFile } from './pages/specklens-page.ts'
import { brokenPicture, crowdedCrop } from './pictures.ts'
import { englishIn } from './plain-chinese.ts'

const test = base.extend<{ labels: LabelPage }>({
  labels: async ({ page }, use) => {
    await use(new LabelPage(page))
  },
})

const text = (name: string, content: string): PictureFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

test('labels are imported, corrected, drawn and ignored by keyboard, survive a reload and are exported', async ({
  page,
  specklens,
  labels,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const { file } = await crowdedCrop(page, 256, 192, 20)
  const wider = 'set/crop.png\n2\n10 20 30 40 1 0 0 0 0 0\n100.5 50 20 24 0 0 0 0 2 0\nset/lost.jpg\n0\n'
  await labels.begin.click()
  await labels.add(file, brokenPicture, text('set_bbx_gt.txt', wider))
  await expect(labels.notice).toContainText('Added one picture. The browser cannot open holiday.jpg.')
  await expect(labels.notice).toContainText('Labels of 1 picture: 2 faces. No picture here is called set/lost.jpg.')
  await expect(labels.counts).toHaveText('2 faces')
  await expect(labels.done).toBeChecked()
  const [notice, zoom] = await Promise.all([labels.notice.boundingBox(), page.locator('.zoom').boundingBox()])
  expect((notice?.x ?? 0) + (notice?.width ?? 0)).toBeLessThanOrEqual(zoom?.x ?? 0)
  await page.screenshot({ path: test.info().outputPath('notice.png') })

  await labels.press('f')
  await expect(labels.said).toContainText('Face 1 of 2: accepted, 30 by 40 px at 10, 20')
  await labels.press('ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowDown')
  await expect.poll(() => labels.box()).toEqual([12, 30, 29, 41])
  await labels.press('f', 'i')
  await expect(labels.counts).toHaveText('2 faces, 1 ignored')

  await labels.press('Escape', '0', 'n')
  await expect(labels.counts).toHaveText('3 faces, 1 ignored')
  await labels.press('Shift+ArrowLeft', 'Delete')
  await expect(labels.counts).toHaveText('2 faces, 1 ignored')
  await labels.press('u')
  await expect(labels.counts).toHaveText('3 faces, 1 ignored')
  await labels.press('u', 'u', 'Shift+U')
  await expect(labels.counts).toHaveText('3 faces, 1 ignored')

  // By mouse: a box is drawn, then one of its handles is pulled.
  await labels.press('0', 't', 't')
  const { x = 0, y = 0, width = 0, height = 0 } = (await labels.canvas.boundingBox()) ?? {}
  const drag = async (fromX: number, fromY: number, toX: number, toY: number) => {
    await page.mouse.move(fromX, fromY)
    await page.mouse.down()
    await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2)
    await page.mouse.move(toX, toY)
    await page.screenshot({ path: test.info().outputPath('loupe.png') })
    await page.mouse.up()
  }
  const before = await labels.box()
  await drag(x + width / 2, y + height * 0.7, x + width / 2 + 90, y + height * 0.7 + 60)
  await expect(labels.counts).toHaveText('4 faces, 1 ignored')
  // The fields follow the counts.
  await expect.poll(() => labels.box()).not.toEqual(before)
  const drawn = await labels.box()
  await drag(x + width / 2 + 90, y + height * 0.7 + 60, x + width / 2 + 120, y + height * 0.7 + 60)
  await expect.poll(async () => (await labels.box())[2]).toBeGreaterThan(drawn[2] ?? 0)
  expect((await labels.box())[0]).toBe(drawn[0])

  await labels.press('?')
  await expect(labels.dialog).toContainText('A new box in the middle of the view')
  await page.screenshot({ path: test.info().outputPath('keys.png') })
  await page.keyboard.press('Escape')
  await expect(labels.dialog).toBeHidden()
  await expect(labels.stage).toBeFocused()

  await expect(labels.stored).toHaveText('Stored on this device')
  await page.reload()
  await expect(labels.counts).toHaveText('4 faces, 1 ignored')

  await labels.exportButton.click()
  await page.screenshot({ path: test.info().outputPath('export.png') })
  await expect(labels.dialog.getByRole('button', { name: /^COCO/ })).toContainText(
    'Not kept: which pictures are done (1)',
  )
  await page.keyboard.press('Escape')
  const [picture] = readCoco((await labels.export('COCO')).bytes.toString('utf8'))
  expect(picture).toMatchObject({ name: 'crop.png', width: 256, height: 192 })
  expect(picture?.faces).toContainEqual({ box: { x: 12, y: 30, width: 29, height: 41 }, ignored: false })
  expect(picture?.faces).toContainEqual({ box: { x: 100.5, y: 50, width: 20, height: 24 }, ignored: true })
  expect(picture?.faces).toHaveLength(4)

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
      await page.screenshot({ path: test.info().outputPath(`label-${colorScheme}-${width}.png`) })
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  }

  await page.getByTestId('language').click()
  await expect(labels.counts).toHaveText('4 张人脸，1 个忽略')
  await labels.press('f', 'r', 'u')
  await expect(labels.said).toContainText('已撤销：已拒绝')
  expect(await englishIn(page.locator('#root'))).toEqual([])
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: test.info().outputPath(`label-chinese-${width}.png`) })
  }
})

test('detections become proposals to accept and reject; a project comes back from its zip', async ({
  page,
  specklens,
  labels,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.05 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  await specklens.result()
  const found = (await specklens.shownFaces()).length
  expect(found).toBeGreaterThan(2)
  await labels.labelThese.click()
  await expect(labels.counts).toHaveText(`0 faces, ${found} to decide`)
  await labels.press('f', 'a', 'r')
  await expect(labels.counts).toHaveText(`1 face, ${found - 2} to decide`)

  // Nothing is done yet, so nothing can be learnt: that is said, with the way back to what is missing.
  await page.getByTestId('train-with-labels').click()
  await expect(page.getByTestId('train-undone')).toContainText('Your labelled picture is not marked done')
  await page.screenshot({ path: test.info().outputPath('undone.png') })
  await page.getByTestId('back-to-labels').click()
  await expect(labels.done).toBeFocused()
  await labels.press('d')
  await expect(labels.done).toBeChecked()

  const project = await labels.export('Project')
  await page.getByRole('button', { name: 'Take crop.png out' }).click()
  await labels.dialog.getByRole('button', { name: 'Take it out' }).click()
  await expect(page.getByTestId('add-to-labels')).toBeVisible()
  await labels.add({ name: project.name, mimeType: 'application/zip', buffer: project.bytes })
  await expect(labels.counts).toHaveText(`1 face, ${found - 2} to decide`)
  await expect(labels.done).toBeChecked()
  await page.getByTestId('leave-labels').click()
  await expect(specklens.faceCount).toHaveText(`${found} faces`)
})

test('2,000 boxes stay fluid, and a full device is said before work is lost', async ({ page, specklens, labels }) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 64e6, usage: 0 })
  })
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const { file } = await crowdedCrop(page, 640, 480, 20)
  const rows = Array.from({ length: 2000 }, (_, at) => `${(at % 50) * 12.5} ${Math.floor(at / 50) * 11.5} 9 10`)
  await labels.begin.click()
  await labels.add(file, text('many_bbx_gt.txt', `crop.png\n2000\n${rows.join('\n')}\n`))
  await expect(labels.counts).toHaveText('2000 faces')
  await expect(labels.trouble).toContainText('Save the project as a zip before you close this tab')

  await labels.press('f')
  const frames = page.evaluate(async () => {
    const times: number[] = []
    for (let frame = 0; frame < 40; frame++)
      times.push(await new Promise<number>((next) => requestAnimationFrame(next)))
    return times.slice(1).map((time, at) => time - (times[at] ?? 0))
  })
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight')
  const sorted = (await frames).toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)], 'ms from frame to frame').toBeLessThan(100)
})
