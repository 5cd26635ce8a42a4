/** Validation crops for the eye: what the generator gets, what its two sub-networks make of it, and the truth. */
import * as tf from '@tensorflow/tfjs-core'
import { cropPatches } from '../detection/crop.ts'
import type { Shapes } from '../detection/plan.ts'
import type { Box } from '../geometry/box.ts'
import type { Preset } from '../networks/preset.ts'
import { forward, trainingNetwork } from './forward.ts'
import type { Networks } from './measure.ts'
import { makeLow } from './samples/degrade.ts'
import type { Labelled } from './samples/labelled.ts'
import { TRUTH_HEIGHT } from './samples/rois.ts'
import { randomOfStep } from './stages/context.ts'

const MOST = 5

/** `[low × low × 3]` and `[high × high × 3]`, RGB in −1…1. */
export interface StripCrop {
  readonly low: Float32Array
  readonly truth: Float32Array
}

export interface StripRow {
  readonly low: Float32Array
  readonly upsampled: Float32Array
  readonly refined: Float32Array
  readonly truth: Float32Array
}

/** The tallest faces of pictures that do not train, degraded once and the same way each time. Empty where none has 48 px. */
export async function stripCrops(
  pictures: readonly Labelled[],
  { patch: { low, high, context } }: Preset,
  shapes: Shapes,
  seed: number,
): Promise<StripCrop[]> {
  const faces = pictures
    .flatMap(({ picture, faces: own }) => own.map((face) => ({ picture, ...face })))
    .filter(({ box, ignored }) => !ignored && box.height >= TRUTH_HEIGHT)
    .sort((a, b) => b.box.height - a.box.height)
    .slice(0, MOST)
  const crops: StripCrop[] = []
  for (const [index, { picture, box }] of faces.entries()) {
    const truth = await cut(picture, box, high, context, shapes)
    crops.push({ truth, low: makeLow(truth, high, low, context, randomOfStep(seed + 43, index)) })
  }
  return crops
}

async function cut(picture: Labelled['picture'], box: Box, side: number, context: number, shapes: Shapes) {
  const batches = cropPatches(picture, [box], side, context, { ...shapes, cropOnGpu: false })
  const batch = batches.next()
  if (batch.done) throw new Error('A face without a patch.')
  const pixels = (await batch.value.patches.data()) as Float32Array
  batch.value.patches.dispose()
  batches.return()
  return pixels.slice(0, side * side * 3)
}

/** The crops with the generator as it is now; empty without one. */
export async function lookAtStrip(
  { generator }: Networks,
  crops: readonly StripCrop[],
  low: number,
): Promise<StripRow[]> {
  if (!generator || crops.length === 0) return []
  const flat = tf.tidy(() => {
    const values = new Float32Array(crops.length * low * low * 3)
    for (const [index, crop] of crops.entries()) values.set(crop.low, index * low * low * 3)
    const input = tf.tensor4d(values, [crops.length, low, low, 3])
    return tf.stack(forward(trainingNetwork(generator), input))
  })
  const values = (await flat.data()) as Float32Array
  flat.dispose()
  const length = values.length / 2 / crops.length
  return crops.map((crop, index) => ({
    ...crop,
    upsampled: values.slice(index * length, (index + 1) * length),
    refined: values.slice((crops.length + index) * length, (crops.length + index + 1) * length),
  }))
}
