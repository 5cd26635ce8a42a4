import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork, networkNames } from '../networks/build.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import { forward, trainingNetwork } from './forward.ts'
import { distillationLoss } from './losses/distillation.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const side = (name: string) => (name === 'discriminator' ? 96 : 32)

function build(name: (typeof networkNames)[number]) {
  const model = buildNetwork(presets.tiny, name)
  unsettle(model)
  return { model, network: trainingNetwork(model) }
}

const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number

describe('a network run for training', () => {
  test.each(networkNames)('answers as the network itself: %s', (name) => {
    const { model, network } = build(name)
    const input = tf.randomUniform([2, side(name), side(name), 3], -1, 1, 'float32', 4) as tf.Tensor4D
    const expected = model.predict(input) as tf.Tensor[]
    const actual = forward(network, input)
    expect(actual.length).toBe(expected.length)
    for (const [index, output] of actual.entries())
      expect(largest(output, expected[index] as tf.Tensor)).toBeLessThan(1e-4)
  })

  test('answers with the batch’s own statistics, and reports them, as tfjs does in training', () => {
    const { model, network } = build('mbfcn')
    const input = tf.randomUniform([2, 32, 64, 3], -1, 1, 'float32', 5) as tf.Tensor4D
    const means = new Map<string, tf.Tensor>()
    const actual = forward(network, input, (layer, mean) => means.set(layer, mean))
    const before = network.graph.get('stem_bn')?.weights.get('moving_mean')?.clone() as tf.Tensor
    const expected = model.apply(input, { training: true }) as tf.Tensor[]
    for (const [index, output] of actual.entries())
      expect(largest(output, expected[index] as tf.Tensor)).toBeLessThan(1e-3)
    // Keras moves its statistics by a hundredth.
    const moved = model.getLayer('stem_bn').getWeights()[2] as tf.Tensor
    const wanted = tf.add(tf.mul(before, 0.99), tf.mul(means.get('stem_bn') as tf.Tensor, 0.01))
    expect(largest(moved, wanted)).toBeLessThan(1e-5)
    expect(means.size).toBe(
      [...network.graph.values()].filter(({ className }) => className === 'BatchNormalization').length,
    )
  })
})

describe('distillation', () => {
  test('costs nothing where both agree, and its gradient leads back to the teacher', () => {
    const teacher = tf.randomNormal([2, 20, 5], 0, 2, 'float32', 6) as tf.Tensor3D
    const noise = tf.randomNormal([2, 20, 5], 0, 0.5, 'float32', 7) as tf.Tensor3D
    const loss = (raw: tf.Tensor) => distillationLoss(raw as tf.Tensor3D, teacher)
    expect(Math.abs(loss(teacher).dataSync()[0] as number)).toBeLessThan(1e-5)
    let raw = tf.add(teacher, noise) as tf.Tensor
    const first = loss(raw).dataSync()[0] as number
    for (let step = 0; step < 200; step++) raw = tf.sub(raw, tf.mul(tf.grad(loss)(raw), 0.5))
    const last = loss(raw).dataSync()[0] as number
    expect(first).toBeGreaterThan(0.01)
    expect(last).toBeLessThan(first / 3)
  })
})
