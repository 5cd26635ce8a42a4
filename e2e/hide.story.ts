/** A person makes the faces unrecognisable before a picture is shared. */
import { iou } from '../src/geometry/box.ts'
import { test as base, expect } from './fixtures.ts'
import { HidePanel } from './pages/hide-panel.ts'
import { crowdedCrop } from './pictures.ts'
import { colourAt, jpegWithExif, pixelsOf } from './pixels.ts'

const test = base.extend<{ hiding: HidePanel }>({
  hiding: async ({ page }, use) => {
    await use(new HidePanel(page))
  },
})

test('every face on show is hidden in the saved picture, and nothing else is touched', async ({
  page,
  specklens,
  hiding,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.3 })
  const { file } = await crowdedCrop(page, 256, 192, 20)
  await specklens.choose(file)
  await specklens.result()
  const faces = await specklens.shownFaces()
  expect(faces.length).toBeGreaterThan(0)
  await hiding.open()
  await hiding.margin.fill('0')
  const before = await pixelsOf(page, file.buffer)
  const inBoxes = (x: number, y: number, grow: number) =>
    faces.some(({ box }) => {
      const pixel = { x: x - grow, y: y - grow, width: 1 + 2 * grow, height: 1 + 2 * grow }
      return iou(pixel, box) > 0
    })

  for (const style of ['Cover', 'Pixelate', 'Blur'] as const) {
    await hiding.choose(style)
    const { name, bytes } = await hiding.save('PNG')
    expect(name).toBe('crop-hidden.png')
    const after = await pixelsOf(page, bytes)
    expect([after.width, after.height]).toEqual([256, 192])
    const inside = new Map<string, number>()
    let touched = 0
    for (let y = 0; y < after.height; y++)
      for (let x = 0; x < after.width; x++) {
        if (inBoxes(x, y, 0)) inside.set(colourAt(after, x, y), 1)
        else if (!inBoxes(x, y, 3) && colourAt(after, x, y) !== colourAt(before, x, y)) touched++
      }
    expect(touched, `${style}: pixels away from faces that changed`).toBe(0)
    if (style === 'Cover') expect([...inside.keys()]).toEqual(['17 22 21'])
    if (style === 'Pixelate') expect(inside.size).toBeLessThanOrEqual(9 * faces.length)
  }
})

test('the stage shows the preview, and a sentence warns of faces that were missed', async ({
  page,
  specklens,
  hiding,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.3 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  await specklens.result()
  const withBoxes = await specklens.stage.screenshot()
  await hiding.open()
  await expect(hiding.warning).toContainText('A face that was missed stays visible')
  await hiding.choose('Cover')
  await expect(page.getByRole('application')).toHaveAttribute('aria-label', /hidden/)
  const seen: Buffer[] = []
  const changes = async () => {
    const now = await specklens.stage.screenshot()
    const fresh = !seen.some((picture) => picture.equals(now)) && !now.equals(withBoxes)
    if (fresh) seen.push(now)
    return fresh
  }
  await expect.poll(changes).toBe(true)

  // By keyboard: a larger margin hides more.
  await hiding.margin.focus()
  await page.keyboard.press('End')
  await expect(hiding.margin).toHaveValue('100')
  await expect.poll(changes).toBe(true)

  await hiding.button.click()
  await expect(hiding.form).toBeHidden()
  await expect(page.getByRole('application')).toHaveAttribute('aria-label', /boxed/)
})

test('the saved JPEG does not say where the picture was taken', async ({ page, specklens, hiding }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.3 })
  const { file } = await crowdedCrop(page, 192, 128, 20)
  const buffer = await jpegWithExif(page, file.buffer, 'behind the old mill')
  expect(buffer.includes('behind the old mill')).toBe(true)
  await specklens.choose({ name: 'walk.jpg', mimeType: 'image/jpeg', buffer })
  await specklens.result()
  await hiding.open()
  const { name, bytes } = await hiding.save('JPEG')
  expect(name).toBe('walk-hidden.jpg')
  expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  expect(bytes.includes('Exif')).toBe(false)
  expect(bytes.includes('behind the old mill')).toBe(false)
  expect((await pixelsOf(page, bytes)).width).toBe(192)
})
