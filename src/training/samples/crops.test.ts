import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, test } from 'vitest'
import { Picture, sourceOf } from '../../detection/picture.ts'
import type { Box } from '../../geometry/box.ts'
import { seededRandom } from '../../metrics/random.ts'
import { cropper } from './crops.ts'
import { enlargeBilinear } from './enlarge.ts'
import type { Labelled } from './labelled.ts'

const SIZE = 96

/** Black, with a white square at every face. */
function squares(width: number, height: number, boxes: readonly Box[]): Labelled {
  const data = new Uint8ClampedArray(width * height * 4).fill(0)
  for (const box of boxes)
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) data.fill(255, (y * width + x) * 4, (y * width + x) * 4 + 4)
  return {
    name: 'squares',
    picture: new Picture(sourceOf({ width, height, data })),
    faces: boxes.map((box) => ({ box, ignored: false })),
  }
}

const scene = squares(420, 330, [
  { x: 40, y: 30, width: 8, height: 8 },
  { x: 200, y: 60, width: 14, height: 16 },
  { x: 300, y: 200, width: 40, height: 48 },
  { x: 20, y: 180, width: 110, height: 130 },
])

describe('training crops', () => {
  test('show at every face’s box a face, wherever and at whatever scale they are cut', () => {
    const crops = cropper([scene], SIZE)
    const random = seededRandom(4)
    let seen = 0
    for (let index = 0; index < 120; index++) {
      const { pixels, faces, ignored } = crops(random)
      expect(pixels.length).toBe(SIZE * SIZE * 3)
      for (const { x, y, width, height } of [...faces, ...ignored]) {
        if (Math.min(width, height) < 6) continue
        const at = (fx: number, fy: number) =>
          pixels[
            (Math.min(Math.floor(y + fy * height), SIZE - 1) * SIZE + Math.min(Math.floor(x + fx * width), SIZE - 1)) *
              3
          ] as number
        for (const [fx, fy] of [
          [0.5, 0.5],
          [0.3, 0.3],
          [0.7, 0.7],
        ] as const)
          expect(at(fx, fy)).toBeGreaterThan(0)
        seen++
      }
      // What no box covers is dark; the edges of a box are soft for as much as enlargement makes them.
      for (let pixel = 0; pixel < SIZE * SIZE; pixel += 7) {
        const [px, py] = [(pixel % SIZE) + 0.5, Math.floor(pixel / SIZE) + 0.5]
        const covered = [...faces, ...ignored].some(
          ({ x, y, width, height }) => px > x - 3 && px < x + width + 3 && py > y - 3 && py < y + height + 3,
        )
        if (!covered) expect(pixels[pixel * 3]).toBeLessThanOrEqual(0)
      }
    }
    expect(seen).toBeGreaterThan(60)
  })

  test('are the same for the same numbers, and meet every size that the plan shows', () => {
    const crops = cropper([scene], SIZE)
    expect(crops(seededRandom(9)).pixels).toEqual(crops(seededRandom(9)).pixels)
    const random = seededRandom(10)
    const heights = Array.from({ length: 200 }, () => crops(random).faces.map(({ height }) => height)).flat()
    expect(Math.min(...heights)).toBeLessThan(14)
    expect(Math.max(...heights)).toBeGreaterThan(60)
  })

  test('keep what lies beyond a picture smaller than the crop grey and unlabelled', () => {
    const small = squares(30, 30, [{ x: 5, y: 5, width: 12, height: 12 }])
    const crops = cropper([small], SIZE)
    const { pixels, faces } = crops(seededRandom(2))
    expect(faces.length).toBe(1)
    const grey = Array.from({ length: SIZE * SIZE }, (_, pixel) => pixels[pixel * 3]).filter(
      (value) => value === 0,
    ).length
    expect(grey).toBeGreaterThan(SIZE * SIZE * 0.2)
  })
})

test('enlargement is the one of the page’s plan', async () => {
  await tf.setBackend('cpu')
  const random = seededRandom(1)
  const pixels = Float32Array.from({ length: 10 * 10 * 3 }, () => 2 * random() - 1)
  for (const factor of [1, 2, 3]) {
    const expected = tf.image.resizeBilinear(tf.tensor3d(pixels, [10, 10, 3]), [10 * factor, 10 * factor], false, true)
    const actual = enlargeBilinear(pixels, 10, factor)
    for (const [index, value] of expected.dataSync().entries()) expect(actual[index]).toBeCloseTo(value, 5)
  }
})
