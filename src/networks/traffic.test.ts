/** Bytes moved, against the sizes of the tensors that really come and go. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { buildNetwork } from './build.ts'
import { foldNetwork } from './fold.ts'
import { runSteps } from './fold-run.ts'
import { presets } from './presets.ts'
import { trafficOf } from './traffic.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

test.each([
  ['mbfcn', 64],
  ['generator', presets.tiny.patch.low],
  ['discriminator', presets.tiny.patch.high],
] as const)('%s: every tensor is counted once written and once a reader', (network, side) => {
  const model = buildNetwork(presets.tiny, network)
  const folded = foldNetwork(model)
  const input = tf.zeros([1, side, side, 3]) as tf.Tensor4D
  const readers = (name: string) =>
    folded.steps
      .filter(({ kind }) => kind !== 'flatten')
      .flatMap(({ inputs }) => inputs)
      .filter((one) => one === name).length
  let floats = 0
  const first = folded.steps[0]?.inputs[0] as string
  floats += readers(first) * input.size
  // Every step's output is wanted, so none is freed on the way.
  const results = runSteps(
    folded.steps,
    first,
    input,
    folded.steps.map(({ output }) => output),
  )
  for (const [at, { kind, output }] of folded.steps.entries())
    floats += (results[at] as tf.Tensor).size * ((kind === 'flatten' ? 0 : 1) + readers(output))
  tf.dispose(results)
  expect(trafficOf(folded, side, side).activations).toBe(floats * 4)
  tf.dispose(input)
  folded.dispose()
  model.dispose()
})
