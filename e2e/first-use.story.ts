/** A person comes with a picture and sees its faces. */
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'
import { overlaps } from './truth.ts'

test('a dropped picture gets boxes on known faces, and a list with crops', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const crop = await crowdedCrop(page, 384, 288, 20)
  await specklens.drop(crop.file)
  const { width, height, faces } = await specklens.result()
  expect([width, height]).toEqual([384, 288])
  expect(overlaps(faces, crop.faces), 'known faces that a box lies on').toBeGreaterThanOrEqual(1)
  for (const [index, face] of faces.entries()) {
    expect(face.score).toBeLessThanOrEqual(faces[index - 1]?.score ?? 1)
  }
  expect((await specklens.info())?.backend).toBe('wasm')

  await specklens.threshold.fill('0.02')
  await expect(specklens.faceCount).toHaveText(new RegExp(`^${faces.length} face`))
  await expect(specklens.faceList.getByRole('img', { name: 'super-resolved' }).first()).toBeVisible()
})

test('the threshold acts at once, without a new run', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
  await specklens.choose((await crowdedCrop(page, 256, 192, 20)).file)
  const { faces } = await specklens.result()
  for (const threshold of [0.02, 0.3, 0.99]) {
    await specklens.threshold.fill(String(threshold))
    const expected = faces.filter(({ score }) => score >= threshold).length
    await expect(specklens.faceCount).toHaveText(new RegExp(`^${expected} face`), { timeout: 500 })
    await expect(specklens.progress).toBeHidden()
  }
})

test('several pictures are searched one after the other', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const { file } = await crowdedCrop(page, 192, 128, 20)
  await specklens.choose(file, { ...file, name: 'second.png' }, { ...file, name: 'third.png' })
  const strip = page.getByRole('navigation', { name: 'Open pictures' })
  await expect(strip.getByRole('listitem')).toHaveCount(3)
  await expect(strip.locator('small', { hasText: /^\d+$/ })).toHaveCount(3, { timeout: 60_000 })
})
