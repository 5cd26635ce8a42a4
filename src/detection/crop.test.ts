import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Box } from '../geometry/box.ts'
import { keys } from '../geometry/resample.ts'
import { patchSquare } from '../geometry/roi.ts'
import { cropPatches } from './crop.ts'
import { Picture, type PixelSource, sourceOf } from './picture.ts'
import type { Shapes } from './plan.ts'

const inMemory: Shapes = { tileSides: [128], batch: 4, batchSizes: [], cropOnGpu: false }
const onGpu: Shapes = { tileSides: [128], batch: 4, batchSizes: [2, 4], cropOnGpu: true }

function noise(width: number, height: number): PixelSource {
  let state = 1
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
  return sourceOf({ width, height, data })
}

async function allPatches(source: PixelSource, boxes: readonly Box[], size: number, shapes: Shapes) {
  const patches: Float32Array[] = []
  for (const batch of cropPatches(new Picture(source), boxes, size, 1.5, shapes)) {
    const values = (await batch.patches.data()) as Float32Array
    const length = size * size * 3
    for (const [row, roi] of batch.rois.entries()) patches[roi] = values.slice(row * length, (row + 1) * length)
    batch.patches.dispose()
  }
  return patches
}

/** One output value straight from the definition: every tap of both axes. */
function definition(source: PixelSource, box: Box, size: number, column: number, row: number, channel: number): number {
  const square = patchSquare(box, 1.5)
  const scale = square.side / size
  const stretch = Math.max(1, scale)
  const x = square.x + (column + 0.5) * scale
  const y = square.y + (row + 0.5) * scale
  const clamp = (value: number, end: number) => Math.min(Math.max(value, 0), end - 1)
  let sum = 0
  let weights = 0
  for (let j = Math.floor(y - 2 * stretch) - 1; j <= y + 2 * stretch + 1; j++)
    for (let i = Math.floor(x - 2 * stretch) - 1; i <= x + 2 * stretch + 1; i++) {
      const weight = keys((i + 0.5 - x) / stretch) * keys((j + 0.5 - y) / stretch)
      const [pixel] = [source.read(clamp(i, source.width), clamp(j, source.height), 1, 1)]
      sum += weight * ((pixel[channel] as number) / 127.5 - 1)
      weights += weight
    }
  return sum / weights
}

const boxes: Box[] = [
  { x: 20.3, y: 31.8, width: 7.1, height: 9.4 },
  { x: -3, y: -2, width: 12, height: 10 },
  { x: 1490, y: 60, width: 22, height: 18 },
  { x: 1080, y: 95, width: 14, height: 21 },
  { x: 700, y: 10, width: 90, height: 110 },
]

beforeAll(async () => {
  await tf.setBackend('wasm')
})

describe('patches of faces', () => {
  test('follow the definition of bicubic sampling, at the borders too', async () => {
    const source = noise(1500, 120)
    const patches = await allPatches(source, boxes, 24, inMemory)
    for (const index of [0, 1, 2, 3])
      for (const [column, row, channel] of [
        [0, 0, 0],
        [23, 3, 1],
        [11, 23, 2],
      ] as const)
        expect(patches[index]?.[(row * 24 + column) * 3 + channel]).toBeCloseTo(
          definition(source, boxes[index] as Box, 24, column, row, channel),
          4,
        )
  })

  test.each([24, 96])('are the same on the GPU and in memory, at %i px', async (size) => {
    const source = noise(1500, 120)
    const before = tf.memory().numTensors
    const expected = await allPatches(source, boxes, size, inMemory)
    const actual = await allPatches(source, boxes, size, onGpu)
    expect(actual.length).toBe(boxes.length)
    for (const [index, patch] of actual.entries()) {
      const wanted = expected[index] as Float32Array
      let worst = 0
      for (const [at, value] of patch.entries()) worst = Math.max(worst, Math.abs(value - (wanted[at] as number)))
      expect(worst).toBeLessThan(1e-4)
    }
    expect(tf.memory().numTensors).toBe(before)
  })

  test('of very large faces come from a halved picture', async () => {
    const grey = new Uint8ClampedArray(900 * 900 * 4).fill(191)
    const large = [{ x: 100, y: 100, width: 500, height: 600 }]
    const [patch] = await allPatches(sourceOf({ width: 900, height: 900, data: grey }), large, 24, inMemory)
    for (const value of patch as Float32Array) expect(value).toBeCloseTo(191 / 127.5 - 1, 4)
  })
})
