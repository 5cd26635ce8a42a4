/** MB-FCN on a tile and on its mirror image. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test } from 'vitest'
import { planPyramid } from '../geometry/pyramid.ts'
import { buildNetwork } from '../networks/build.ts'
import { type FoldedNetwork, foldNetwork } from '../networks/fold.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import { Picture, sourceOf } from './picture.ts'
import type { PlannedTile } from './plan.ts'
import { BRANCH_VALUES, branchMaps } from './propose.ts'

const SIDE = 64
const { branches } = presets.tiny.mbfcn
let mbfcn: FoldedNetwork

beforeAll(async () => {
  await tf.setBackend('wasm')
  const model = buildNetwork(presets.tiny, 'mbfcn')
  unsettle(model)
  mbfcn = foldNetwork(model)
  model.dispose()
})

/** Coloured noise; `turned` is its mirror image. */
function picture(turned: boolean): Picture {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255)
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      for (let channel = 0; channel < 3; channel++) {
        const column = turned ? SIDE - 1 - x : x
        data[(y * SIDE + x) * 4 + channel] = (column * 37 + y * 91 + channel * 53 + ((column * y) % 29) * 11) % 256
      }
  return new Picture(sourceOf({ width: SIDE, height: SIDE, data }))
}

function tile(mirrored: boolean): PlannedTile {
  const [level] = planPyramid(SIDE, SIDE, 6)
  const window = { x: 0, y: 0, width: SIDE, height: SIDE }
  if (!level) throw new Error('no level')
  return { level: { ...level, mirrored }, tile: { window, core: window }, networkWidth: SIDE, networkHeight: SIDE }
}

/** Branch maps turned from left to right; dx changes its sign. */
function turn(maps: Float32Array): number[] {
  const turned: number[] = []
  let offset = 0
  for (const { stride } of branches) {
    const side = SIDE / stride
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const at = offset + (row * side + side - 1 - column) * BRANCH_VALUES
        for (let value = 0; value < BRANCH_VALUES; value++)
          turned.push((maps[at + value] as number) * (value === 1 ? -1 : 1))
      }
    offset += side * side * BRANCH_VALUES
  }
  return turned
}

function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] as number))), 0)
}

test('a mirrored level answers with the mean of both looks, so that a mirrored picture gets the mirrored answer', async () => {
  const plain = await branchMaps(mbfcn, branches, picture(false), tile(false))
  const other = turn(await branchMaps(mbfcn, branches, picture(true), tile(false)))
  // The network itself takes sides: strided convolutions pad at the end alone.
  expect(difference(plain, other)).toBeGreaterThan(0.01)

  const both = await branchMaps(mbfcn, branches, picture(false), tile(true))
  const mean = Array.from(plain, (value, index) => (value + (other[index] as number)) / 2)
  expect(difference(both, mean)).toBeLessThan(1e-4)
  expect(difference(both, turn(await branchMaps(mbfcn, branches, picture(true), tile(true))))).toBeLessThan(1e-4)
})

test('nothing is left behind', async () => {
  await branchMaps(mbfcn, branches, picture(false), tile(true))
  const before = tf.memory().numTensors
  await branchMaps(mbfcn, branches, picture(false), tile(true))
  expect(tf.memory().numTensors).toBe(before)
})
