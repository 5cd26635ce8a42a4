/** The same small story on WebGPU. The adapter is software: under one GFLOP/s, so the picture and the networks are tiny. */
import type { Case } from '../src/engine/kernels/webgpu/in-browser.ts'
import { serveModule } from './bundled.ts'
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

test.describe('the convolution of our own', () => {
  test.use({
    allowedMessages: [{ text: /no shader|ShaderModule|ComputePipeline/, reason: 'a device that refuses our shaders' }],
  })

  test('computes what TensorFlow.js does, and gives way where a device refuses it', async ({ page, baseURL }) => {
    test.setTimeout(240_000)
    const address = new URL('in-browser.js', baseURL).href
    await serveModule(page, 'src/engine/kernels/webgpu/in-browser.ts', address)
    await page.goto(new URL('icon.svg', baseURL).href)
    const inPage = <Given, Result>(name: 'compare' | 'choose', given: Given) =>
      page.evaluate(async ([address, name, given]) => (await import(address))[name](given) as Result, [
        address,
        name,
        given,
      ] as const)
    const cases: Case[] = [
      // One pixel, fewer rows than a tile, several tiles and pictures, channels that fill no group, more than one tile of them.
      { x: [1, 1, 1, 4], outs: 8, relu: false, skip: false, run: 8 },
      { x: [2, 17, 21, 12], outs: 12, relu: true, skip: true, run: 8 },
      { x: [1, 33, 9, 64], outs: 64, relu: true, skip: true, run: 8 },
      { x: [1, 10, 9, 8], outs: 3, relu: false, skip: true, run: 4 },
      { x: [1, 37, 9, 16], outs: 72, relu: false, skip: false, run: 4 },
    ]
    for (const one of cases) {
      const { x, outs } = one
      const found = await inPage<Case, { difference: number; shape: number[]; made: number; left: number }>(
        'compare',
        one,
      )
      expect(found.difference, JSON.stringify(one)).toBeLessThan(1e-5)
      expect(found).toMatchObject({ shape: [...x.slice(0, 3), outs], made: 1, left: 0 })
    }
    const tried = await inPage<boolean, { gain: number; used: boolean; left: number }>('choose', false)
    expect(tried.gain).toBeGreaterThan(0)
    expect(tried).toMatchObject({ used: tried.gain >= 1.3, left: 0 })
    // Without what was compiled.
    await page.reload()
    expect(await inPage('choose', true)).toEqual({ gain: null, used: false, left: 0 })
  })
})
