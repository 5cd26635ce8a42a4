import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
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

test('other sizes, strides and odd channels are left to TensorFlow.js', () => {
  expect(winogradFits([3, 3, 8, 8], 2)).toBe(false)
  expect(winogradFits([1, 1, 8, 8], 1)).toBe(false)
  expect(winogradFits([3, 3, 3, 16], 1)).toBe(false)
  expect(winogradFits([3, 3, 8, 3], 1)).toBe(false)
})
