import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { compare } from './compare-backends.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

test.each([
  [
    [
      [2, 3, 4, 5],
      [2, 1, 4, 5],
    ],
    1,
  ],
  [
    [
      [2, 3, 4, 5],
      [2, 3, 4, 1],
      [2, 3, 4, 2],
    ],
    3,
  ],
  [
    [
      [1, 3, 4, 5],
      [3, 3, 4, 5],
    ],
    0,
  ],
  [
    [
      [1, 3, 4, 5],
      [3, 3, 4, 5],
    ],
    -4,
  ],
] as const)('%j one after the other along axis %i', async (shapes, axis) => {
  expect(await compare(shapes, (...tensors) => tf.concat(tensors, axis))).toBe(shapes.length)
})

test.each([
  [
    [4, 5, 6, 7],
    [0, 0, 0, 0],
    [4, 5, 6, 7],
  ],
  [
    [4, 5, 6, 7],
    [1, 0, 0, 0],
    [2, -1, -1, -1],
  ],
  [
    [4, 5, 6, 7],
    [0, 0, 0, 3],
    [4, 5, 6, 2],
  ],
  [
    [4, 5, 6, 7],
    [0, 2, 0, 0],
    [4, 1, 6, 7],
  ],
  [
    [4, 5, 6, 7],
    [1, 2, 3, 4],
    [2, 3, 1, 3],
  ],
  [
    [4, 5, 6, 7],
    [1, 0, 3, 0],
    [3, 5, 2, 7],
  ],
] as const)('of %j the part from %j, %j large', async (shape, begin, size) => {
  expect(await compare([shape], (x) => tf.slice(x, [...begin], [...size]))).toBeGreaterThan(0)
})

test('parts of a table and of a line', async () => {
  expect(await compare([[1, 1, 6, 20]], (x) => tf.tidy(() => tf.slice(tf.reshape(x, [6, 20]), [2, 5], [3, 11])))).toBe(
    1,
  )
  expect(await compare([[1, 1, 1, 20]], (x) => tf.tidy(() => tf.slice(tf.reshape(x, [20]), 3, 11)))).toBe(1)
})

test.each([0, 1, 2, 3, -1])('all parts along axis %i', async (axis) => {
  const parts = (x: tf.Tensor4D) => tf.unstack(x, axis)
  for (const at of [0, 1])
    expect(await compare([[2, 3, 4, 5]], (x) => tf.tidy(() => parts(x)[at] as tf.Tensor))).toBeGreaterThan(1)
})

test.each([
  [[0, 1], 1],
  [[1, 0], 1],
  [[0], 1],
  [[0, 1, 2, 3], 1],
  [[1, 2], 0],
  [[3], 0],
] as const)('turned along %j', async (axes, ours) => {
  expect(await compare([[3, 2, 4, 5]], (x) => tf.reverse(x, [...axes]))).toBe(ours)
})
