import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import * as layers from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, test } from 'vitest'
import { conv } from '../networks/blocks.ts'
import { unsettle } from '../networks/unsettle.ts'
import { MovingAverage } from './average.ts'
import { forward, trainingNetwork } from './forward.ts'
import { batchGradients, clipNorm } from './gradients.ts'
import { Guard } from './guard.ts'
import { isEvaluation, randomOfStep, rateShare } from './stages/context.ts'
import { estimateStatistics } from './statistics.ts'
import { copyWeights, interpolateWeights, learningWeights, writeWeights } from './weights.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Two normalised convolutions: enough for everything that a step does. */
function small() {
  const input = layers.input({ shape: [null, null, 3] })
  const first = conv(input, { name: 'first', channels: 4 })
  const output = conv(first, { name: 'branch4_out', channels: 2, normalise: false })
  const model = layers.model({ inputs: input, outputs: output })
  unsettle(model)
  return { model, network: trainingNetwork(model) }
}

const noise = (seed: number, batch: number) => tf.randomNormal([batch, 8, 8, 3], 0.5, 2, 'float32', seed) as tf.Tensor4D

describe('a batch in parts', () => {
  test('has the gradient of the whole, and its losses', async () => {
    const { model, network } = small()
    const variables = learningWeights(model, 'all')
    const whole = noise(1, 4)
    const parts = tf.split(whole, 4) as tf.Tensor4D[]
    const lossOf = (input: tf.Tensor4D) => {
      const total = tf.mean(tf.square(forward(network, input)[0] as tf.Tensor)) as tf.Scalar
      return { total, parts: { twice: tf.mul(total, 2) } }
    }
    const before = tf.memory().numTensors
    const [one, several] = [
      await batchGradients([whole], variables, lossOf),
      await batchGradients(parts, variables, lossOf),
    ]
    expect(tf.memory().numTensors).toBe(before + 2 * variables.size)
    expect(several.losses.total).toBeCloseTo(one.losses.total as number, 4)
    expect(several.losses.twice).toBeCloseTo(2 * (one.losses.total as number), 4)
    expect(several.norm / one.norm).toBeCloseTo(1, 4)
    for (const [name, gradient] of one.gradients) {
      const apart = tf.max(tf.abs(tf.sub(gradient, several.gradients.get(name) as tf.Tensor))).dataSync()[0] as number
      expect(apart).toBeLessThan(1e-4 * one.norm)
    }
    const clipped = clipNorm(one, one.norm / 4)
    const length = Math.sqrt(
      [...clipped.values()].reduce((sum, g) => sum + (tf.sum(tf.square(g)).dataSync()[0] as number), 0),
    )
    expect(length / one.norm).toBeCloseTo(0.25, 4)
  })

  test('says so where a loss is not finite', async () => {
    const { model, network } = small()
    const lossOf = (input: tf.Tensor4D) => ({
      total: tf.log(tf.neg(tf.sum(tf.square(forward(network, input)[0] as tf.Tensor)))) as tf.Scalar,
      parts: {},
    })
    const found = await batchGradients([noise(1, 1)], learningWeights(model, 'all'), lossOf)
    expect(Number.isFinite(found.norm)).toBe(false)
  })
})

describe('statistics measured anew', () => {
  test.each([0, 0.5, 1])('move by a share of %f to those of the pictures', async (share) => {
    const { model, network } = small()
    const batches = [noise(2, 2), noise(3, 2)]
    const filtered = batches.map((batch) =>
      tf.conv2d(batch, model.getLayer('first').getWeights()[0] as tf.Tensor4D, 1, 'same'),
    )
    const wanted = tf.mean(tf.concat(filtered), [0, 1, 2])
    const spread = tf.div(
      tf.add(...(filtered.map((x) => tf.moments(x, [0, 1, 2]).variance) as [tf.Tensor, tf.Tensor])),
      2,
    )
    const read = (index: number) => (model.getLayer('first_bn').getWeights()[index] as tf.Tensor).clone()
    const [oldMean, oldVariance] = [read(2), read(3)]
    await estimateStatistics(network, batches, share)
    const near = (index: number, old: tf.Tensor, now: tf.Tensor) => {
      const expected = tf.add(tf.mul(old, 1 - share), tf.mul(now, share))
      expect(tf.max(tf.abs(tf.sub(read(index), expected))).dataSync()[0]).toBeLessThan(1e-3)
    }
    near(2, oldMean, wanted)
    near(3, oldVariance, spread)
  })
})

describe('weights', () => {
  test('are copied and written back, and mixed on the way between two networks', async () => {
    const { model } = small()
    const old = await copyWeights(model)
    const other = Object.fromEntries(Object.entries(old).map(([name, values]) => [name, values.map((v) => v + 4)]))
    writeWeights(model, other)
    expect(await copyWeights(model)).toEqual(other)
    expect(interpolateWeights(old, other, 0)).toEqual(old)
    const quarter = interpolateWeights(old, other, 0.25)
    for (const [name, values] of Object.entries(quarter))
      for (const [index, value] of values.entries()) expect(value).toBeCloseTo((old[name]?.[index] as number) + 1, 4)
    expect(() => writeWeights(model, { ...old, 'first/kernel': new Float32Array(2) })).toThrow('first/kernel')
  })

  test('learn by their scope, statistics never', () => {
    const { model } = small()
    expect([...learningWeights(model, 'affine').keys()].sort()).toEqual(
      ['branch4_out/bias', 'branch4_out/kernel', 'first_bn/beta', 'first_bn/gamma'].sort(),
    )
    expect([...learningWeights(model, 'all').keys()]).toContain('first/kernel')
    expect([...learningWeights(model, 'all').keys()].some((name) => name.includes('moving'))).toBe(false)
  })
})

describe('the moving average', () => {
  test('follows the weights, is what they are while it is looked at, and goes on from a stored state', async () => {
    const variable = tf.variable(tf.tensor1d([0, 0]))
    const average = new MovingAverage(new Map([['w', variable]]), 0.75)
    for (const values of [
      [4, 8],
      [8, 0],
    ]) {
      variable.assign(tf.tensor1d(values))
      average.update()
    }
    const read = async () => Array.from(await variable.data())
    expect(await average.during(read)).toEqual([0.75 + 2, 1.5])
    expect(await read()).toEqual([8, 0])
    const other = new MovingAverage(new Map([['w', variable]]), 0.75)
    other.restore(structuredClone(await average.state()))
    expect(await other.during(read)).toEqual([2.75, 1.5])
    other.restart()
    expect(await other.during(read)).toEqual([8, 0])
    await expect(average.during(async () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped')
    expect(await read()).toEqual([8, 0])
  })
})

describe('guard rails', () => {
  test('step back to the last good weights at half the rate, and give up after six times', async () => {
    let state = new Float32Array([1])
    const guard = new Guard(
      async () => ({ mbfcn: { w: state.slice() } }),
      ({ mbfcn }) => {
        state = new Float32Array(mbfcn?.w ?? [])
      },
    )
    await guard.remember(0)
    state[0] = Number.NaN
    expect(guard.stepBack()).toBe(true)
    expect(state[0]).toBe(1)
    expect(guard.rateFactor).toBe(0.5)
    const rest = Array.from({ length: 6 }, () => guard.stepBack())
    expect(rest).toEqual([true, true, true, true, true, false])
  })

  test('keep the best weights that were looked at', async () => {
    let now = 0
    const guard = new Guard(
      async () => ({ mbfcn: { w: new Float32Array([now]) } }),
      () => {},
    )
    for (const [weight, ap] of [
      [1, 0.3],
      [2, 0.5],
      [3, 0.4],
      [4, null],
    ] as const) {
      now = weight
      await guard.consider(ap)
    }
    expect(guard.best).toEqual({ ap: 0.5, weights: { mbfcn: { w: new Float32Array([2]) } } })
  })
})

describe('the schedule', () => {
  test('warms up, falls to a twentieth, and looks at the select pictures as often as asked for', () => {
    const rates = Array.from({ length: 100 }, (_, step) => rateShare(step, 100))
    expect(rates[0]).toBeCloseTo(0.1)
    expect(Math.max(...rates)).toBeCloseTo(1)
    expect(rates.at(-1)).toBeLessThan(0.06)
    for (const [steps, evaluations] of [
      [100, 3],
      [10, 2],
      [7, 1],
      [5, 5],
    ] as const) {
      const looks = Array.from({ length: steps }, (_, step) => isEvaluation(step, steps, evaluations))
      expect(looks.filter(Boolean).length).toBe(evaluations)
      expect(looks.at(-1)).toBe(true)
    }
  })

  test('draws the same numbers for a step in every run, and others for another step', () => {
    const first = (seed: number, step: number) => randomOfStep(seed, step)()
    expect(first(1, 5)).toBe(first(1, 5))
    expect(new Set(Array.from({ length: 50 }, (_, step) => first(1, step))).size).toBe(50)
    expect(first(2, 5)).not.toBe(first(1, 5))
  })
})
