import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-layers'
import { beforeAll, expect, test } from 'vitest'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
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
