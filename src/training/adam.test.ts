import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { Adam } from './adam.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const gradients = [
  [1, -2, 0.5],
  [0.5, -1, -0.5],
  [-0.25, 4, 0.125],
]

/** Adam as its paper writes it, in double precision. */
function byHand(start: readonly number[], rate: number): number[] {
  const [m, v, w] = [start.map(() => 0), start.map(() => 0), [...start]]
  for (const [index, gradient] of gradients.entries())
    for (const [at, g] of gradient.entries()) {
      m[at] = 0.9 * (m[at] as number) + 0.1 * g
      v[at] = 0.999 * (v[at] as number) + 0.001 * g * g
      const [mHat, vHat] = [
        (m[at] as number) / (1 - 0.9 ** (index + 1)),
        (v[at] as number) / (1 - 0.999 ** (index + 1)),
      ]
      w[at] = (w[at] as number) - (rate * mHat) / (Math.sqrt(vHat) + 1e-8)
    }
  return w
}

const run = (adam: Adam, from: number, to: number) => {
  for (const gradient of gradients.slice(from, to)) adam.apply(new Map([['w', tf.tensor1d(gradient)]]), 0.1)
}

describe('Adam', () => {
  test('makes the paper’s steps on given gradients', async () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]))
    const before = tf.memory().numTensors
    const adam = new Adam(new Map([['w', variable]]))
    run(adam, 0, 3)
    const expected = byHand([1, 2, 3], 0.1)
    for (const [index, value] of (await variable.data()).entries())
      expect(value).toBeCloseTo(expected[index] as number, 5)
    adam.dispose()
    // The given gradients are the caller's.
    expect(tf.memory().numTensors).toBe(before + 3)
  })

  test('goes on from a stored state as if never stopped', async () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]))
    const first = new Adam(new Map([['w', variable]]))
    run(first, 0, 2)
    const state = structuredClone(await first.state())
    const second = new Adam(new Map([['w', variable]]))
    second.restore(state)
    run(second, 2, 3)
    const expected = byHand([1, 2, 3], 0.1)
    for (const [index, value] of (await variable.data()).entries())
      expect(value).toBeCloseTo(expected[index] as number, 5)
  })

  test('refuses the state of another network', () => {
    const adam = new Adam(new Map([['w', tf.variable(tf.zeros([2]))]]))
    expect(() => adam.restore({ steps: 1, first: {}, second: {} })).toThrow(/no w/)
  })
})
