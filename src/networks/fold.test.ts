import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from './build.ts'
import { foldNetwork } from './fold.ts'
import type { NetworkName } from './preset.ts'
import { presets } from './presets.ts'
import { unsettle } from './unsettle.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('folded networks', () => {
  const cases: [NetworkName, [number, number, number, number]][] = [
    ['mbfcn', [1, 64, 96, 3]],
    ['generator', [2, 9, 12, 3]],
    ['discriminator', [2, 96, 96, 3]],
  ]
  test.each(cases)('give what the trained %s gives', (name, shape) => {
    const model = buildNetwork(presets.tiny, name)
    unsettle(model)
    const folded = foldNetwork(model)
    const input = tf.randomUniform(shape, -1, 1, 'float32', 7) as tf.Tensor4D
    const predicted = model.predict(input)
    const expected = Array.isArray(predicted) ? predicted : [predicted]
    const actual = folded.run(input)
    expect(actual.length).toBe(expected.length)
    actual.forEach((tensor, index) => {
      const wanted = expected[index] as tf.Tensor
      expect(tensor.shape).toEqual(wanted.shape)
      const range = tf.max(tf.abs(wanted)).dataSync()[0] as number
      expect(range).toBeGreaterThan(0.01)
      expect(tf.max(tf.abs(tf.sub(tensor, wanted))).dataSync()[0]).toBeLessThan(1e-4 * Math.max(1, range))
    })
  })

  test('leave out what the wanted outputs do not need', () => {
    const model = buildNetwork(presets.tiny, 'discriminator')
    const folded = foldNetwork(model, ['fc_clc'])
    expect(folded.steps.filter((step) => step.kind === 'dense').map((step) => step.output)).toEqual(['fc_clc'])
    expect(() => foldNetwork(model, ['fc_none'])).toThrow(/fc_none/)
  })

  test('free everything but their outputs, and their weights in the end', () => {
    const model = buildNetwork(presets.tiny, 'mbfcn')
    const input = tf.zeros([1, 32, 32, 3]) as tf.Tensor4D
    const before = tf.memory().numTensors
    const folded = foldNetwork(model)
    const loaded = tf.memory().numTensors
    const outputs = folded.run(input)
    expect(tf.memory().numTensors - loaded).toBe(outputs.length)
    tf.dispose(outputs)
    folded.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
