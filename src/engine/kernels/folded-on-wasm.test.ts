import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test } from 'vitest'
import { buildNetwork } from '../../networks/build.ts'
import { foldNetwork } from '../../networks/fold.ts'
import { presets } from '../../networks/presets.ts'
import { unsettle } from '../../networks/unsettle.ts'
import { registerWasmKernels } from './register.ts'

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

test.each([
  ['compact', 'mbfcn', [2, 96, 160, 3]],
  ['compact', 'generator', [3, 24, 24, 3]],
  ['compact', 'discriminator', [3, 96, 96, 3]],
  ['tiny', 'mbfcn', [1, 64, 96, 3]],
  ['tiny', 'generator', [2, 24, 24, 3]],
] as const)('%s: %s gives with own kernels what its layers give, and frees all', async (preset, name, shape) => {
  const model = buildNetwork(presets[preset], name)
  unsettle(model)
  const x = tf.randomUniform([...shape], -1, 1, 'float32', 1) as tf.Tensor4D
  const wanted = [model.predict(x)].flat()
  const before = tf.memory().numTensors
  const folded = foldNetwork(model)
  const sums = model.layers.filter((layer) => layer.getClassName() === 'Add').length
  const left = folded.steps.filter(({ kind }) => kind === 'add').length
  // Residual blocks end in a convolution that adds.
  if (preset === 'compact' && name === 'mbfcn') expect(left).toBeLessThan(sums)
  const got = folded.run(x)
  expect(got.length).toBe(wanted.length)
  for (const [index, output] of got.entries()) {
    const values = await (wanted[index] as tf.Tensor).data()
    const largest = Math.max(...Array.from(values, Math.abs))
    const error = Math.max(...Array.from(await output.data(), (value, at) => Math.abs(value - (values[at] as number))))
    expect(error).toBeLessThan(1e-4 * Math.max(1, largest))
  }
  tf.dispose(got)
  folded.dispose()
  expect(tf.memory().numTensors).toBe(before)
})
