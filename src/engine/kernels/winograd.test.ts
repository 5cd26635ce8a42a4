import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-layers'
import { beforeAll, expect, test } from 'vitest'
import { transformFilter, winograd, winogradFits } from '../../networks/winograd.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

/** Sides below, at and beyond a tile's, and batches whose blocks of tiles cross from picture to picture. */
const shapes = [
  [1, 1, 1, 4, 8],
  [2, 3, 5, 4, 8],
  [3, 4, 4, 8, 8],
  [5, 6, 6, 64, 64],
  [1, 17, 34, 16, 32],
  [2, 40, 23, 32, 24],
  [2, 13, 12, 16, 3],
  [1, 9, 8, 4, 13],
] as const

test.each(shapes)('%i pictures of %i×%i px, %i to %i channels: as TensorFlow.js convolves', async (...shape) => {
  const [batch, height, width, inputs, outputs] = shape
  const x = tf.randomNormal([batch, height, width, inputs], 0, 1, 'float32', 1) as tf.Tensor4D
  const filter = tf.randomNormal([3, 3, inputs, outputs], 0, 0.1, 'float32', 2) as tf.Tensor4D
  const bias = tf.randomNormal([outputs], 0, 1, 'float32', 3) as tf.Tensor1D
  expect(winogradFits(filter.shape, 1)).toBe(true)
  const transformed = transformFilter(filter)
  for (const relu of [false, true]) {
    const activation = relu ? 'relu' : 'linear'
    const wanted = await tf.fused.conv2d({ x, filter, bias, strides: 1, pad: 'same', activation }).data()
    const before = tf.memory().numTensors
    const result = winograd(x, transformed, bias, relu)
    expect(tf.memory().numTensors).toBe(before + 1)
    expect(result.shape).toEqual([batch, height, width, outputs])
    const got = await result.data()
    const largest = Math.max(...Array.from(wanted, Math.abs))
    const error = Math.max(...Array.from(got, (value, index) => Math.abs(value - (wanted[index] as number))))
    expect(error).toBeLessThan(2e-5 * largest)
  }
})

test('nothing is written beside the result', async () => {
  const guard = () => tf.fill([64], 7)
  const before = guard()
  const x = tf.ones([1, 5, 5, 4]) as tf.Tensor4D
  const filter = transformFilter(tf.ones([3, 3, 4, 8]))
  const result = winograd(x, filter, tf.zeros([8]) as tf.Tensor1D, false)
  const after = guard()
  expect((await result.data())[8 * 12]).toBeCloseTo(36, 4)
  for (const tensor of [before, after]) expect((await tensor.data()).every((value) => value === 7)).toBe(true)
})

test("TensorFlow.js's own convolution and its gradient by x are computed so, where they can be, and free what lies between", async () => {
  const x = tf.randomNormal([2, 9, 10, 8], 0, 1, 'float32', 1) as tf.Tensor4D
  const filter = tf.randomNormal([3, 3, 8, 12], 0, 0.1, 'float32', 2) as tf.Tensor4D
  const dy = tf.randomNormal([2, 9, 10, 12], 0, 1, 'float32', 3) as tf.Tensor4D
  const zeros = tf.zeros([12]) as tf.Tensor1D
  const close = async (got: tf.Tensor, wanted: tf.Tensor) => {
    const [a, b] = [await got.data(), await wanted.data()]
    expect(Math.max(...Array.from(a, (value, at) => Math.abs(value - (b[at] as number))))).toBeLessThan(1e-4)
  }
  const { numTensors, numBytes } = tf.memory()
  const forward = tf.conv2d(x, filter, 1, 'same')
  const back = tf.grad((input: tf.Tensor) => tf.conv2d(input as tf.Tensor4D, filter, 1, 'same'))(x, dy)
  expect(tf.memory().numTensors).toBe(numTensors + 2)
  expect(tf.memory().numBytes).toBe(numBytes + 4 * (forward.size + back.size))
  await close(forward, tf.fused.conv2d({ x, filter, bias: zeros, strides: 1, pad: 'same' }))
  // By its definition: a convolution with the filter turned round, from `out` to `in`.
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D
  await close(
    back,
    tf.fused.conv2d({ x: dy, filter: turned, bias: tf.zeros([8]) as tf.Tensor1D, strides: 1, pad: 'same' }),
  )
  for (const [pad, strides, dilations] of [
    ['valid', 1, 1],
    ['same', 2, 1],
    ['same', 1, 2],
  ] as const) {
    const got = tf.conv2d(x, filter, strides, pad, 'NHWC', dilations)
    await close(got, tf.fused.conv2d({ x, filter, bias: zeros, strides, pad, dilations }))
  }
})

test.each([
  [1, 4, 4, 4, 8],
  [2, 9, 10, 8, 16],
  [3, 21, 34, 16, 8],
] as const)('the gradient by the filter of %i pictures of %i×%i px, %i to %i channels', async (...shape) => {
  const [batch, height, width, ins, outs] = shape
  const x = tf.randomNormal([batch, height, width, ins], 0, 1, 'float32', 1) as tf.Tensor4D
  const dy = tf.randomNormal([batch, height, width, outs], 0, 1, 'float32', 3) as tf.Tensor4D
  const filter = tf.zeros([3, 3, ins, outs]) as tf.Tensor4D
  const before = tf.memory().numTensors
  const got = tf.grad((by: tf.Tensor) => tf.conv2d(x, by as tf.Tensor4D, 1, 'same'))(filter, dy)
  expect(tf.memory().numTensors).toBe(before + 1)
  expect(got.shape).toEqual([3, 3, ins, outs])
  // By its definition, one tap after the other.
  const padded = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]) // biome-ignore format: a frame
  const values = await got.data()
  for (const tap of [0, 4, 5, 6]) {
    const seen = tf.slice(padded, [0, Math.floor(tap / 3), tap % 3, 0], [batch, height, width, ins])
    const wanted = tf.matMul(tf.reshape(seen, [-1, ins]), tf.reshape(dy, [-1, outs]), true)
    const largest = tf.max(tf.abs(wanted)).dataSync()[0] as number
    const part = values.subarray(tap * ins * outs, (tap + 1) * ins * outs)
    const error = Math.max(...Array.from(await wanted.data(), (value, at) => Math.abs(value - (part[at] as number))))
    expect(error).toBeLessThan(5e-5 * largest)
  }
})

test('other sizes, strides and odd channels are left to TensorFlow.js', () => {
  expect(winogradFits([3, 3, 8, 8], 2)).toBe(false)
  expect(winogradFits([1, 1, 8, 8], 1)).toBe(false)
  expect(winogradFits([3, 3, 3, 16], 1)).toBe(false)
})
