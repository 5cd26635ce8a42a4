import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from '../../networks/build.ts'
import type { NetworkName } from '../../networks/preset.ts'
import { presets } from '../../networks/presets.ts'
import { unsettle } from '../../networks/unsettle.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

const shapes: [NetworkName, [number, number, number, number]][] = [
  ['mbfcn', [2, 64, 96, 3]],
  ['generator', [2, 12, 10, 3]],
  ['discriminator', [3, 96, 96, 3]],
]

function setUp(name: NetworkName, shape: number[]) {
  const model = buildNetwork(presets.tiny, name)
  unsettle(model)
  const input = tf.randomUniform(shape, -1, 1, 'float32', 3)
  const loss = () =>
    tf.tidy(() => {
      const outputs = model.apply(input, { training: true }) as tf.Tensor[]
      return tf.addN(outputs.map((output) => tf.mean(tf.square(output)))) as tf.Scalar
    })
  return { model, loss }
}

const variablesOf = (model: LayersModel) =>
  model.trainableWeights.map((weight) => weight.read() as unknown as tf.Variable)

describe('the backward pass on wasm', () => {
  test.each(shapes)('of %s is what a step along each gradient does', (name, shape) => {
    const { model, loss } = setUp(name, shape)
    const variables = variablesOf(model)
    const { value, grads } = tf.variableGrads(loss, variables)
    const base = value.dataSync()[0] as number
    expect(Object.keys(grads).length).toBe(variables.length)
    let checked = 0
    for (const variable of variables) {
      const gradient = grads[variable.name] as tf.Tensor
      const length = tf.norm(gradient).dataSync()[0] as number
      expect(Number.isFinite(length)).toBe(true)
      // A gradient lost in the loss's own rounding says nothing; a thousandth of the loss is well above it.
      const step = (0.0015 * base) / length
      const size = tf.norm(variable).dataSync()[0] as number
      if (!(step < 0.05 * size)) continue
      const before = variable.clone()
      const direction = tf.div(gradient, length)
      const at = (distance: number) => {
        variable.assign(tf.add(before, tf.mul(direction, distance)))
        return loss().dataSync()[0] as number
      }
      const slope = (at(step) - at(-step)) / (2 * step)
      variable.assign(before)
      expect(Math.abs(slope / length - 1), variable.name).toBeLessThan(0.1)
      checked++
    }
    expect(checked).toBeGreaterThan(variables.length / 4)
    model.dispose()
  })

  // MB-FCN is not compared: the cpu backend's gradient of an enlargement is wrong for batches.
  test.each(shapes.slice(1))('of %s is that of the cpu backend', async (name, [, height, width]) => {
    const gradients = async (backend: string) => {
      await tf.setBackend(backend)
      const { model, loss } = setUp(name, [2, height, width, 3])
      const { grads } = tf.variableGrads(loss, variablesOf(model))
      const values = Object.values(grads).map((gradient) => gradient.dataSync())
      model.dispose()
      return values
    }
    const expected = await gradients('cpu')
    const actual = await gradients('wasm')
    expect(actual.length).toBe(expected.length)
    const largest = (values: ArrayLike<number>) =>
      Array.from(values).reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    const overall = Math.max(...expected.map(largest))
    for (const [index, values] of expected.entries()) {
      const range = Math.max(largest(values), 1e-3 * overall)
      for (const [at, value] of values.entries())
        expect(Math.abs((actual[index]?.[at] as number) - value)).toBeLessThan(1e-3 * range)
    }
  })
})
