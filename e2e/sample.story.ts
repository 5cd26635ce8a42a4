/** A person without a picture takes the sample. */
import { expect, test } from './fixtures.ts'
import { sampleTruth } from './pictures.ts'
import { recallAndPrecision } from './truth.ts'

test('the sample shows at least half of its known faces, four of five boxes are right', async ({ specklens }) => {
  test.setTimeout(300_000)
  await specklens.visit()
  await specklens.openSample.click()
  await specklens.result(280_000)
  const { recall, precision } = recallAndPrecision(await specklens.shownFaces(), await sampleTruth())
  test.info().annotations.push({ type: 'sample', description: `recall ${recall}, precision ${precision}` })
  expect(recall, 'share of known faces').toBeGreaterThanOrEqual(0.5)
  expect(precision, 'share of right boxes').toBeGreaterThanOrEqual(0.8)

  const info = await specklens.info()
  expect(info?.backend, 'a software adapter is passed over').toBe('wasm')
  expect(info?.rejected.map(({ backend }) => backend)).toContain('webgpu')
  await expect(specklens.engineInfo).toContainText('WebAssembly')
})
