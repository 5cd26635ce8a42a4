/** For tests: our kernels on WebAssembly held against tfjs's plain backend. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { expect, vi } from 'vitest'
import * as own from './own-convolutions.ts'

const noise = (shape: readonly number[], seed: number) =>
  tf.randomNormal([...shape] as [number, number, number, number], 0, 1, 'float32', seed) as tf.Tensor4D

/** Computes it with WebAssembly and with tfjs's plain backend, and says how many of our functions took part. */
export async function compare(
  shapes: readonly (readonly number[])[],
  compute: (...tensors: tf.Tensor4D[]) => tf.Tensor,
) {
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
