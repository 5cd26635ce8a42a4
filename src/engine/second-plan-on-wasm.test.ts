import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, expect, test } from 'vitest'
import { defaultCascade } from '../detection/cascade.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import { buildNetwork } from '../networks/build.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import { planTraining } from '../training/plan.ts'
import type { Labelled } from '../training/samples/labelled.ts'
import { defaultSettings, secondStageDefaults } from '../training/settings.ts'
import { lookAtStrip, stripCrops } from '../training/strip.ts'
import { copyWeights } from '../training/weights.ts'
import { registerWasmKernels } from './kernels/register.ts'

const shapes = { tileSides: [128, 256], batch: 8, batchSizes: [], cropOnGpu: false }

/** The gate lets a few ROIs through, since an untrained network is sure of nothing. */
const cascade = {
  ...defaultCascade,
  calibration: { ...defaultCascade.calibration, mbfcn: { bias: -6, detectorLogit: 1, faceLogit: 0, logHeight: 0 } },
}

/** Ten faces of 12 px and one of 60. */
const pictures: Labelled[] = Array.from({ length: 4 }, (_, index) => {
  const [width, height] = [128, 96]
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => 60 + ((at * (7 + index)) % 41))
  const small = Array.from({ length: 10 }, (_, face) => ({ x: 12 * face, y: 8, width: 10, height: 12 }))
  const faces = [...small, { x: 40, y: 30, width: 50, height: 60 }].map((box) => ({ box, ignored: false }))
  return { name: `${index}`, picture: new Picture(sourceOf({ width, height, data })), faces }
})

function build(name: 'mbfcn' | 'generator' | 'discriminator') {
  const model = buildNetwork(presets.tiny, name)
  unsettle(model)
  return model
}

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

test('generator and discriminator are planned on empty patches, without a changed weight or a lost tensor', async () => {
  const networks = { mbfcn: build('mbfcn'), generator: build('generator'), discriminator: build('discriminator') }
  const old = await copyWeights(networks.generator)
  const before = tf.memory().numTensors
  const second = { ...secondStageDefaults, steps: 7, pairs: 1, tiny: 1, direct: 1, evaluations: 1 }
  const settings = { ...defaultSettings, mbfcn: null, second, calibrate: false, interpolations: [1] }
  const request = { networks, preset: presets.tiny, cascade, shapes, pictures, rehearsal: [], settings }
  const plan = await planTraining(request, 1e9)
  expect(tf.memory().numTensors).toBe(before)
  expect(await copyWeights(networks.generator)).toEqual(old)
  expect(plan.tallFaces).toBe(plan.parts.train.pictures)
  expect(plan.measured.mbfcnStep).toBeNull()
  expect(plan.milliseconds).toBeGreaterThan(7 * (plan.measured.secondStep as number))

  const crops = await stripCrops(pictures.slice(0, 2), presets.tiny, shapes, 1)
  expect(crops.length).toBe(2)
  const rows = await lookAtStrip(networks, crops, presets.tiny.patch.low)
  expect(tf.memory().numTensors).toBe(before)
  const { high } = presets.tiny.patch
  for (const { upsampled, refined, truth } of rows) {
    expect([upsampled.length, refined.length, truth.length]).toEqual(Array(3).fill(high * high * 3))
    expect(upsampled).not.toEqual(refined)
  }
}, 120_000)
