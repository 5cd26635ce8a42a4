/** Kernels of maps.ts and rows.ts, held against tfjs's plain backend. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test, vi } from 'vitest'
import * as own from './own-convolutions.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

const noise = (shape: readonly number[], seed: number) =>
  tf.randomNormal([...shape] as [number, number, number, number], 0, 1, 'float32', seed) as tf.Tensor4D

/** Computes it with WebAssembly and with tfjs's plain backend, and says how many of our functions took part. */
async function compare(shapes: readonly (readonly number[])[], compute: (...tensors: tf.Tensor4D[]) => tf.Tensor) {
  const values = shapes.map((shape, at) => noise(shape, at + 1).arraySync())
  const result = async (backend: string) => {
    await tf.setBackend(backend)
    const tensors = values.map((value) => tf.tensor4d(value))
    const before = tf.memory().numTensors
    const made = compute(...tensors)
    expect(tf.memory().numTensors).toBe(before + 1)
    return { shape: made.shape, values: [...(await made.data())] }
  }
  const wanted = await result('cpu')
  const asked = vi.spyOn(own, 'instanceFor')
  const got = await result('wasm')
  const calls = asked.mock.calls.length
  asked.mockRestore()
  expect(got.shape).toEqual(wanted.shape)
  got.values.forEach((value, at) => {
    expect(Math.abs(value - (wanted.values[at] as number))).toBeLessThan(4e-6)
  })
  return calls
}

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

test.each([
  [[2, 3, 5, 1], [2, 3, 1, 16], 1],
  [[2, 3, 5, 1], [2, 3, 1, 7], 1],
  [[1, 1, 9, 1], [1, 1, 1, 1], 1],
  [[2, 3, 5, 1], [1, 3, 1, 16], 0],
  [[2, 3, 5, 16], [2, 3, 5, 16], 0],
  [[1, 1, 1, 8], [1, 1, 5, 1], 0],
] as const)('the larger and the smaller of %j and %j', async (left, right, ours) => {
  expect(await compare([left, right], (a, b) => tf.maximum(a, b))).toBe(ours)
  expect(await compare([left, right], (a, b) => tf.minimum(a, b))).toBe(ours)
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

test('what is left to tfjs works on a backend that is made anew', async () => {
  const factory = tf.findBackendFactory('wasm')
  tf.removeBackend('wasm')
  tf.registerBackend('wasm', factory)
  await compare(
    [
      [2, 16, 16, 8],
      [1, 1, 1, 8],
    ],
    (a, b) => tf.add(a, b),
  )
  await compare([[1, 8, 6, 3]], (x) => tf.maxPool(x, 2, 2, 'valid'))
  await compare([[1, 4, 4, 8]], (x) => tf.image.resizeNearestNeighbor(x, [6, 6]))
  await compare(
    [
      [1, 8, 6, 4],
      [3, 3, 4, 8],
    ],
    (x, filter) => tf.conv2d(x, filter, 2, 'same'),
  )
})
