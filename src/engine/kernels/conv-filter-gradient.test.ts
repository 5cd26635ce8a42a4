import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, test } from 'vitest'
import { registerWasmKernels } from './register.ts'

type Padding = 'same' | 'valid'
type Case = [kernel: number, stride: number, padding: Padding, size: [number, number]]

const IN = 3
const OUT = 5

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

function tensors([kernel, stride, padding, [height, width]]: Case) {
  const x = tf.randomNormal([2, height, width, IN], 0, 1, 'float32', 1) as tf.Tensor4D
  const filter = tf.randomNormal([kernel, kernel, IN, OUT], 0, 1, 'float32', 2) as tf.Tensor4D
  const answer = tf.conv2d(x, filter, stride, padding)
  const weights = tf.randomNormal(answer.shape, 0, 1, 'float32', 3) as tf.Tensor4D
  return { x, filter, weights }
}

async function gradient(backend: string, one: Case): Promise<Float32Array> {
  await tf.setBackend(backend)
  const { x, filter, weights } = tensors(one)
  const before = tf.memory().numTensors
  const result = tf.grad((w: tf.Tensor) => tf.conv2d(x, w as tf.Tensor4D, one[1], one[2]))(filter, weights)
  expect(tf.memory().numTensors).toBe(before + 1)
  expect(result.shape).toEqual(filter.shape)
  return result.data() as Promise<Float32Array>
}

describe('the filter gradient on wasm', () => {
  const cases: Case[] = [
    [3, 1, 'same', [7, 6]],
    [3, 2, 'same', [8, 12]],
    [3, 2, 'same', [7, 9]],
    [1, 1, 'same', [5, 4]],
    [1, 2, 'same', [6, 7]],
    [5, 1, 'same', [9, 6]],
    [3, 1, 'valid', [6, 8]],
    [4, 3, 'valid', [12, 15]],
  ]

  test.each(cases)('of size %i and stride %i, %s, on %j px is that of the plain definition', async (...one) => {
    const expected = await gradient('cpu', one)
    const actual = await gradient('wasm', one)
    for (const [index, value] of actual.entries())
      expect(Math.abs(value - (expected[index] as number))).toBeLessThan(1e-4)
  })

  test.each(cases)('of size %i and stride %i, %s, on %j px is what a change of the filter does', async (...one) => {
    const found = await gradient('wasm', one)
    const { x, filter, weights } = tensors(one)
    const loss = (w: tf.Tensor4D) => tf.sum(tf.mul(tf.conv2d(x, w, one[1], one[2]), weights)).dataSync()[0] as number
    const base = loss(filter)
    for (let index = 0; index < found.length; index += 7) {
      const change = new Float32Array(found.length)
      change[index] = 1
      const moved = tf.add(filter, tf.tensor(change, filter.shape)) as tf.Tensor4D
      // The convolution is linear in its filter, so a step of 1 is exact.
      expect(Math.abs(loss(moved) - base - (found[index] as number))).toBeLessThan(2e-3)
    }
  })

  test('refuses channels that come first', async () => {
    await tf.setBackend('wasm')
    const kernel = tf.getKernel('Conv2DBackpropFilter', 'wasm')
    const x = tf.zeros([1, 4, 4, 3])
    const attrs = { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 3, 3] }
    const call = () =>
      kernel.kernelFunc({ inputs: { x, dy: x }, backend: tf.backend() as never, attrs: attrs as never })
    expect(call).toThrow(/NHWC/)
  })
})
