/** The same small story on WebGPU. The adapter is software: under one GFLOP/s, so the picture and the networks are tiny. */
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'
import { overlaps } from './truth.ts'

test('a dropped picture gets boxes on WebGPU, the same as on WebAssembly', async ({ page, specklens }) => {
  test.setTimeout(300_000)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 16 })
  const crop = await crowdedCrop(page, 256, 192, 20)
  await specklens.drop(crop.file)
  const onWasm = await specklens.result()

  await specklens.visit({ preset: 'tiny', backend: 'webgpu', smallestFace: 16 })
  await specklens.drop(crop.file)
  const onWebgpu = await specklens.result(240_000)
  const info = await specklens.info()
  expect(info?.backend).toBe('webgpu')
  expect(info?.adapter).toBeTruthy()

  expect(overlaps(onWebgpu.faces, crop.faces)).toBeGreaterThanOrEqual(1)
  const sure = (faces: typeof onWasm.faces) => faces.filter(({ score }) => score >= 0.3)
  for (const face of sure(onWasm.faces)) {
    const twin = onWebgpu.faces.find(({ box }) => Math.abs(box.x - face.box.x) < 1 && Math.abs(box.y - face.box.y) < 1)
    expect(twin, `a twin of the face at ${face.box.x}, ${face.box.y}`).toBeDefined()
    expect(Math.abs((twin?.score ?? 0) - face.score), 'difference of scores').toBeLessThan(0.02)
  }
})
