import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test } from 'vitest'
import { convolve, type Padding, prepareFilter } from '../../networks/own-kernels.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

const normal = (shape: readonly number[], seed: number, deviation = 1) =>
  tf.randomNormal([...shape] as [number, number, number, number], 0, deviation, 'float32', seed) as tf.Tensor4D

/** Holds the result against TensorFlow.js's, with ReLU and without. */
async function compare(
  [batch, height, width, ins]: readonly [number, number, number, number],
  [rows, columns, outs]: readonly [number, number, number],
  stride: number,
  pad: Padding,
) {
  const x = normal([batch, height, width, ins], 1)
  const filter = normal([rows, columns, ins, outs], 2, 0.1)
  const bias = normal([outs], 3) as unknown as tf.Tensor1D
  const prepared = prepareFilter(filter, stride, pad)
  expect(prepared).not.toBeNull()
  for (const relu of [false, true]) {
    const wanted = convolve(x, filter, null, bias, { stride, pad, relu })
    const before = tf.memory().numTensors
    const got = convolve(x, filter, prepared, bias, { stride, pad, relu })
    expect(tf.memory().numTensors).toBe(before + 1)
    expect(got.shape).toEqual(wanted.shape)
    const values = await wanted.data()
    const largest = Math.max(...Array.from(values, Math.abs))
    const error = Math.max(...Array.from(await got.data(), (value, at) => Math.abs(value - (values[at] as number))))
    expect(error).toBeLessThan(2e-5 * largest)
  }
}

/** Sides below, at and beyond a tile's, and batches whose blocks of tiles cross from picture to picture. */
test.each([
  [1, 1, 1, 4, 8],
  [2, 3, 5, 4, 8],
  [3, 4, 4, 8, 8],
  [5, 6, 6, 64, 64],
  [1, 17, 34, 16, 32],
  [2, 40, 23, 32, 24],
  [2, 13, 12, 16, 3],
  [1, 9, 8, 4, 13],
] as const)("Winograd's of %i pictures of %i×%i px, %i to %i channels", (batch, height, width, ins, outs) =>
  compare([batch, height, width, ins], [3, 3, outs], 1, 'same'),
)

const [even, odd]: Padding[] = [
  [[0, 0], [1, 0], [1, 0], [0, 0]],
  [[0, 0], [0, 0], [1, 0], [0, 0]],
] // biome-ignore format: a table

test.each([
  ['the first layer', [2, 32, 64, 3], [3, 3, 16], 2, 'same'],
  ['odd sides with a stride', [1, 13, 7, 8], [3, 3, 32], 2, 'same'],
  ['one pixel', [1, 1, 1, 4], [3, 3, 8], 2, 'same'],
  ['a branch', [1, 9, 5, 32], [1, 1, 5], 1, 'same'],
  ['three inputs', [2, 10, 11, 3], [3, 3, 8], 1, 'same'],
  ["a de-convolution's even rows", [2, 6, 9, 16], [2, 2, 24], 1, even as Padding],
  ["a de-convolution's odd rows", [2, 6, 9, 16], [1, 2, 24], 1, odd as Padding],
] as const)('by definition: %s', (_, x, filter, stride, pad) => compare(x, filter, stride, pad))

test('what is added comes before the activation', async () => {
  const x = normal([2, 9, 7, 8], 1)
  const bias = tf.zeros([12]) as tf.Tensor1D
  for (const size of [1, 3] as const) {
    const filter = normal([size, size, 8, 12], 2, 0.1)
    const skip = normal([2, 9, 7, 12], 4)
    const linear = convolve(x, filter, null, bias, { stride: 1, pad: 'same', relu: false })
    const wanted = await tf.relu(tf.add(linear, skip)).data()
    const given = { stride: 1, pad: 'same', relu: true } as const
    const before = tf.memory().numTensors
    const got = tf.tidy(() => convolve(x, filter, prepareFilter(filter, 1), bias, given, skip))
    expect(tf.memory().numTensors).toBe(before + 1)
    const error = Math.max(...Array.from(await got.data(), (value, at) => Math.abs(value - (wanted[at] as number))))
    expect(error).toBeLessThan(1e-4)
  }
})

test.each([
  ['Winograd', 1, 8 * 12, 36],
  ['the definition', 2, 8 * 4, 36],
] as const)('nothing is written beside the result of %s', async (_, stride, middle, sum) => {
  const guard = () => tf.fill([64], 7)
  const before = guard()
  const filter = tf.ones([3, 3, 4, 8]) as tf.Tensor4D
  const bias = tf.zeros([8]) as tf.Tensor1D
  const attributes = { stride, pad: 'same', relu: false } as const
  const result = convolve(tf.ones([1, 5, 5, 4]), filter, prepareFilter(filter, stride), bias, attributes)
  const after = guard()
  expect((await result.data())[middle]).toBeCloseTo(sum, 4)
  for (const tensor of [before, after]) expect((await tensor.data()).every((value) => value === 7)).toBe(true)
})

test('a backend without such kernels is left to TensorFlow.js', async () => {
  const { kernelFunc, ...kernel } = tf.getKernel('SpecklensConvolution3x3', 'wasm')
  tf.unregisterKernel('SpecklensConvolution3x3', 'wasm')
  expect(prepareFilter(tf.ones([3, 3, 4, 8]), 1)).toBeNull()
  tf.registerKernel({ ...kernel, kernelFunc })
  expect(prepareFilter(tf.ones([3, 3, 4, 8]), 1)?.shape).toEqual([36, 1, 4, 8])
})
