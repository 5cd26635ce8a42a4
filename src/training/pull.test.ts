import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { Pull } from './pull.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Two weights, at 1 when the pull takes them for the old ones, then moved to `now`. */
function displaced(fisher: Readonly<Record<string, Float32Array<ArrayBuffer>>> | null, now: number) {
  const kernel = tf.variable(tf.ones([2, 3]))
  const bias = tf.variable(tf.ones([1]))
  const variables = new Map([
    ['kernel', kernel],
    ['bias', bias],
  ])
  const pull = new Pull(variables, fisher)
  for (const variable of variables.values()) variable.assign(tf.fill(variable.shape, now))
  return { pull, kernel, bias, values: () => [...kernel.dataSync(), ...bias.dataSync()] }
}

describe('the pull to the old weights', () => {
  test('brings every weight back by the same share where nothing is known of them', () => {
    const { pull, values } = displaced(null, 3)
    pull.apply(0.25)
    for (const value of values()) expect(value).toBeCloseTo(3 - 2 * 0.2, 6)
  })

  test('is as strong as the Fisher information of a weight’s own output channel', () => {
    const { pull, values } = displaced({ kernel: new Float32Array([0, 1, 4]), bias: new Float32Array([12]) }, 3)
    pull.apply(0.25)
    const wanted = [3, 3 - 2 * 0.2, 3 - 2 * 0.5]
    for (const [index, value] of [...wanted, ...wanted, 3 - 2 * 0.75].entries())
      expect(values()[index]).toBeCloseTo(value, 6)
  })

  test('never leaps over the old weights, however large float16 lets the information be', () => {
    const { pull, values } = displaced({ kernel: new Float32Array(3).fill(65504), bias: new Float32Array(1) }, -5)
    for (let step = 0; step < 3; step++) {
      pull.apply(1)
      for (const value of values().slice(0, 6)) expect(value).toBeLessThanOrEqual(1)
    }
    for (const value of values().slice(0, 6)) expect(value).toBeCloseTo(1, 3)
    expect(values()[6]).toBe(-5)
  })

  test('rests at a rate of 0, and leaves no tensor behind', () => {
    const variable = tf.variable(tf.ones([3]))
    const before = tf.memory().numTensors
    const pull = new Pull(new Map([['w', variable]]), { w: new Float32Array([1, 2, 3]) })
    const moved = tf.fill([3], 2)
    variable.assign(moved)
    moved.dispose()
    pull.apply(0)
    expect([...variable.dataSync()]).toEqual([2, 2, 2])
    pull.apply(0.1)
    pull.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  test('refuses the Fisher information of another network', () => {
    expect(() => displaced({ kernel: new Float32Array(2) }, 3)).toThrow('another kernel')
  })
})
