import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { compare } from './compare-backends.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

test.each([
  [[1, 1, 1, 4], 2, 1],
  [[2, 5, 7, 8], 2, 1],
  [[3, 4, 3, 12], 3, 1],
  [[2, 5, 7, 3], 2, 0],
] as const)('%j repeated %i times along both sides', async (shape, factor, ours) => {
  const size: [number, number] = [shape[1] * factor, shape[2] * factor]
  expect(await compare([shape], (x) => tf.image.resizeNearestNeighbor(x, size))).toBe(ours)
})

test('enlarged by no whole number', async () => {
  expect(await compare([[1, 4, 4, 8]], (x) => tf.image.resizeNearestNeighbor(x, [6, 6]))).toBe(0)
})

test.each([
  [[1, 1, 1, 3], 2, 1],
  [[1, 1, 5, 3], 2, 1],
  [[2, 4, 1, 3], 2, 1],
  [[2, 9, 11, 3], 2, 1],
  [[1, 9, 11, 3], 3, 0],
  [[1, 9, 11, 4], 2, 0],
] as const)('%j made larger %i times, bilinear', async (shape, factor, ours) => {
  const size: [number, number] = [shape[1] * factor, shape[2] * factor]
  expect(await compare([shape], (x) => tf.image.resizeBilinear(x, size, false, true))).toBe(ours)
  expect(await compare([shape], (x) => tf.image.resizeBilinear(x, size, true, false))).toBe(0)
})

test.each([
  [[1, 2, 2, 4], 1],
  [[2, 7, 9, 8], 1],
  [[3, 8, 6, 12], 1],
  [[1, 8, 6, 3], 0],
] as const)('the largest of 2×2 of %j', async (shape, ours) => {
  expect(await compare([shape], (x) => tf.maxPool(x, 2, 2, 'valid'))).toBe(ours)
  expect(await compare([shape], (x) => tf.maxPool(x, 3, 2, 'same'))).toBe(0)
})

test.each([
  [[2, 16, 16, 8], [2, 16, 16, 8], 1],
  [[1, 3, 5, 4], [1, 3, 5, 4], 0],
  [[1, 12, 11, 4], [1, 12, 11, 4], 0],
  [[3, 24, 24, 12], [3, 24, 24, 12], 1],
  [[2, 16, 16, 8], [1, 1, 1, 8], 0],
] as const)('sums of %j and %j', async (left, right, ours) => {
  expect(await compare([left, right], (a, b) => tf.add(a, b))).toBe(ours)
})
