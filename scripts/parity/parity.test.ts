/** TypeScript ↔ PyTorch: the same float16 weights and pixels give the same answers, in inference and in training. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cropPatches } from '../../src/detection/crop.ts'
import { Picture, sourceOf } from '../../src/detection/picture.ts'
import { halve, type Rgba } from '../../src/geometry/resample.ts'
import { foldNetwork } from '../../src/networks/fold.ts'
import { loadNetworks } from '../../src/networks/load.ts'
import { findPython, pythonHint } from '../python.mjs'
import { askPytorch, compare, type NetworkCase, type PytorchSide, type Stored } from './pytorch-side.ts'

/** Of an output's range. */
const TOLERANCE = 1e-3
const LEAST_DEVIATION = 0.1

const python = findPython()
if (python === null) console.log(`The parity test is skipped. ${pythonHint}`)

let side: PytorchSide

beforeAll(async () => {
  if (python === null) return
  side = askPytorch(python)
  await tf.setBackend('wasm')
}, 120_000)

afterAll(() => side?.dispose())

/** Loads as the page does, from the files that PyTorch wrote. */
async function load({ preset, network }: Pick<NetworkCase, 'preset' | 'network'>): Promise<LayersModel> {
  const modelsUrl = 'http://models/'
  const read = async (url: string | URL | Request) =>
    new Response(new Uint8Array(readFileSync(join(side.folder, String(url).slice(modelsUrl.length)))))
  const { models } = await loadNetworks({ modelsUrl, preset, networks: [network], fetch: read })
  return models[0] as LayersModel
}

function same(actual: ArrayLike<number>, expected: Stored): void {
  const { relative, deviation } = compare(actual, side.floats(expected))
  expect(deviation).toBeGreaterThanOrEqual(LEAST_DEVIATION)
  expect(relative).toBeLessThanOrEqual(TOLERANCE)
}

function check(outputs: tf.Tensor | tf.Tensor[], expected: readonly Stored[]): void {
  const all = Array.isArray(outputs) ? outputs : [outputs]
  expect(all.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
  for (const [index, output] of all.entries()) same(output.dataSync(), expected[index] as Stored)
  tf.dispose(all)
}

const tensorOf = (stored: Stored) =>
  tf.tensor(side.floats(stored), [...stored.shape] as [number, number, number, number]) as tf.Tensor4D

const networks = (['tiny', 'compact'] as const).flatMap((preset) =>
  (['mbfcn', 'generator', 'discriminator'] as const).map(
    (network) => [`${preset}/${network}`, { preset, network }] as const,
  ),
)

describe.skipIf(python === null)('the networks of PyTorch and of the page', () => {
  test.each(networks)('answer alike, folded too: %s', async (_, which) => {
    const cases = side.cases.networks.filter((one) => one.preset === which.preset && one.network === which.network)
    expect(cases.map(({ training }) => training).sort()).toEqual(expect.arrayContaining([false, true]))
    const model = await load(which)
    const folded = foldNetwork(model)
    for (const one of cases.filter(({ training }) => !training)) {
      const input = tensorOf(one.input)
      check(model.predict(input) as tf.Tensor[], one.outputs)
      check(folded.run(input), one.outputs)
      input.dispose()
    }
    folded.dispose()
    model.dispose()
  })

  test.each(networks)('answer alike in training, and remember the same statistics: %s', async (_, which) => {
    const cases = side.cases.networks.filter(
      (one) => one.preset === which.preset && one.network === which.network && one.training,
    )
    for (const one of cases) {
      const model = await load(which)
      const input = tensorOf(one.input)
      check(
        tf.tidy(() => model.apply(input, { training: true }) as tf.Tensor[]),
        one.outputs,
      )
      const moving = model.weights.filter(({ originalName }) => originalName.includes('moving_'))
      expect(Object.keys(one.moving).length).toBe(moving.length)
      for (const weight of moving) {
        const expected = side.floats(one.moving[weight.originalName] as Stored)
        expect(compare(weight.read().dataSync(), expected).relative).toBeLessThanOrEqual(TOLERANCE)
      }
      input.dispose()
      model.dispose()
    }
  })
})

describe.skipIf(python === null)('the pixels of PyTorch and of the page', () => {
  const rgba = (): Rgba => {
    const { picture } = side.cases.resampling
    const [height, width] = picture.shape as [number, number, number]
    const rgb = side.bytes(picture)
    const data = new Uint8ClampedArray(width * height * 4).fill(255)
    for (let pixel = 0; pixel < width * height; pixel++) data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4)
    return { width, height, data }
  }

  test.each([true, false])(
    'are cut and resampled alike (on the GPU: %s), enlarged and shrunk, at the borders too',
    async (cropOnGpu) => {
      const { boxes, context, patches } = side.cases.resampling
      const picture = new Picture(sourceOf(rgba()))
      const faces = boxes.map(([x0, y0, x1, y1]) => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }))
      for (const { side: size, values } of patches) {
        const length = size * size * 3
        const actual = new Float32Array(boxes.length * length)
        const shapes = { tileSides: [128], batch: 8, batchSizes: [], cropOnGpu }
        for (const batch of cropPatches(picture, faces, size, context, shapes)) {
          const pixels = batch.patches.dataSync()
          for (const [row, roi] of batch.rois.entries())
            actual.set(pixels.subarray(row * length, (row + 1) * length), roi * length)
          batch.patches.dispose()
        }
        same(actual, values)
      }
    },
  )

  test('are enlarged alike for the pyramid', () => {
    const { tile, by } = side.cases.resampling.enlarged
    const input = tensorOf(tile)
    for (const { factor, values } of by) {
      const [, height, width] = values.shape as [number, number, number, number]
      expect([height, width]).toEqual([input.shape[1] * factor, input.shape[2] * factor])
      same(tf.image.resizeBilinear(input, [height, width], false, true).dataSync(), values)
    }
  })

  test('are halved alike, up to the page’s rounding to bytes', () => {
    const { width, height, data } = rgba()
    const { halved } = side.cases.resampling
    const actual = halve(data, width, height)
    expect([1, actual.height, actual.width, 3]).toEqual(halved.shape)
    const rgb = actual.data.filter((_, index) => index % 4 !== 3)
    expect(compare(rgb, side.floats(halved)).difference).toBeLessThanOrEqual(0.5)
  })
})
