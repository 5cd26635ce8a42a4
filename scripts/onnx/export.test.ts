/** ONNX Runtime on the exported files and tfjs on the networks themselves give the same answers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import * as ort from 'onnxruntime-web'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from '../../src/networks/build.ts'
import type { NetworkName } from '../../src/networks/preset.ts'
import { presets } from '../../src/networks/presets.ts'
import { unsettle } from '../../src/networks/unsettle.ts'
import { compare } from '../parity/pytorch-side.ts'
import { convertNetwork } from './convert.ts'
import { exportPreset } from './export.ts'
import { encodeModel } from './model-file.ts'

/** Of an output's range. */
const TOLERANCE = 1e-3
const LEAST_DEVIATION = 0.01

beforeAll(async () => {
  await tf.setBackend('cpu')
  ort.env.wasm.numThreads = 1
})

const cases: [NetworkName, [number, number, number][]][] = [
  [
    'mbfcn',
    [
      [1, 64, 96],
      [2, 32, 32],
      [3, 32, 64],
    ],
  ],
  [
    'generator',
    [
      [1, 24, 24],
      [2, 9, 12],
      [3, 7, 5],
    ],
  ],
  [
    'discriminator',
    [
      [1, 96, 96],
      [2, 96, 96],
      [3, 96, 96],
    ],
  ],
]

/** Channels last, as ours come, from channels first. */
function channelsLast({ data, dims }: ort.Tensor): number[] {
  return tf.tidy(() => {
    const tensor = tf.tensor(data as Float32Array, [...dims])
    return Array.from((dims.length === 4 ? tf.transpose(tensor, [0, 2, 3, 1]) : tensor).dataSync())
  })
}

/** Maps are compared one by one. A discriminator's outputs are few numbers each, without a range of their own: they are one. */
function together(network: NetworkName, outputs: number[][]): number[][] {
  return network === 'discriminator' ? [outputs.flat()] : outputs
}

describe('exported networks', () => {
  test.each(cases)('answer in ONNX Runtime as %s does here, for any batch and free sides', async (network, shapes) => {
    const model = buildNetwork(presets.tiny, network)
    unsettle(model)
    const session = await ort.InferenceSession.create(encodeModel(convertNetwork(model, 'a test', { key: 'value' })))
    expect(session.outputNames).toEqual(model.outputLayers.map(({ name }) => name))
    for (const [batch, height, width] of shapes) {
      const input = tf.randomUniform([batch, height, width, 3], -1, 1, 'float32', 7) as tf.Tensor4D
      const first = tf.transpose(input, [0, 3, 1, 2])
      const feed = new ort.Tensor('float32', first.dataSync() as Float32Array, first.shape)
      const actual = await session.run({ [session.inputNames[0] as string]: feed })
      const predicted = [model.predict(input)].flat()
      const outputs = session.outputNames.map((name) => actual[name] as ort.Tensor)
      const theirs = together(network, outputs.map(channelsLast))
      const ours = together(
        network,
        predicted.map((output) => Array.from(output.dataSync())),
      )
      for (const [index, expected] of ours.entries()) {
        const { relative, deviation } = compare(theirs[index] as number[], expected)
        expect(deviation).toBeGreaterThan(LEAST_DEVIATION)
        expect(relative).toBeLessThanOrEqual(TOLERANCE)
      }
    }
    await session.release()
    model.dispose()
  })

  test('of a preset without weights are refused in words', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'specklens-onnx-'))
    await expect(exportPreset(folder, 'tiny')).rejects.toThrow(/no trained mbfcn yet/)
    rmSync(folder, { recursive: true })
  })
})
