import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test } from 'vitest'
import { ADAM, adamStep, mix } from '../../training/own-kernels.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

const factors = { beta1: 0.9, beta2: 0.999, correction2: 0.002, rate: 0.1, epsilon: 1e-8 }

const numbers = (size: number, seed: number) =>
  Float32Array.from({ length: size }, (_, at) => Math.sin(at * 1.7 + seed) * 10 ** ((at % 5) - 2))

/** What `work` makes of four variables of `size` numbers on a backend; the second moment is never below zero. */
async function made(backend: string, size: number, work: (...tensors: tf.Tensor[]) => tf.Tensor[]) {
  await tf.setBackend(backend)
  const given = [1, 2, 3, 4].map((seed) =>
    tf.tensor1d(seed === 3 ? numbers(size, seed).map(Math.abs) : numbers(size, seed)),
  )
  const before = tf.memory().numTensors
  const results = work(...given)
  expect(tf.memory().numTensors).toBe(before + results.length)
  return Promise.all(results.map(async (result) => [...(await result.data())]))
}

test.each([1, 3, 4, 7, 130])('a step and a mean of %i numbers are what TensorFlow.js makes of them', async (size) => {
  const work = (...[variable, first, second, gradient]: tf.Tensor[]) => {
    const inputs = { variable, first, second, gradient } as Record<
      'variable' | 'first' | 'second' | 'gradient',
      tf.Tensor
    >
    return [...adamStep(inputs, factors), mix(inputs.variable, 0.97, inputs.gradient, 0.03)]
  }
  const wanted = await made('cpu', size, work)
  expect(tf.getKernel(ADAM, 'cpu')).toBeUndefined()
  const got = await made('wasm', size, work)
  expect(tf.getKernel(ADAM, 'wasm')).toBeDefined()
  got.forEach((values, which) => {
    values.forEach((value, at) => {
      const expected = wanted[which]?.[at] as number
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)))
    })
  })
})
