/** One step's batch of MB-FCN: labelled crops in parts, and the shipped network's answers to rehearsed ones. */
import * as tf from '@tensorflow/tfjs-core'
import { forward, type TrainingNetwork } from '../forward.ts'
import type { LossParts } from '../gradients.ts'
import { distillationLoss } from '../losses/distillation.ts'
import { type CellTargets, flattenMaps, proposalLosses } from '../losses/mbfcn.ts'
import { cellTargets, disposeTargets } from '../samples/cell-targets.ts'
import type { Crop } from '../samples/crops.ts'
import type { ProposalSettings } from '../settings.ts'
import { randomOfStep, type StageContext } from './context.ts'

/** Batches of crops that the statistics are measured on. */
const STATISTICS_BATCHES = 6

export interface Part {
  readonly input: tf.Tensor4D
  /** Targets of labelled crops, or the shipped network's answers to rehearsed ones. */
  readonly targets: CellTargets | null
  readonly teacher: tf.Tensor3D | null
}

export function* statisticsBatches(
  crops: (random: () => number) => Crop,
  { batch, cropSize }: ProposalSettings,
  seed: number,
): Generator<tf.Tensor4D> {
  for (let index = 0; index < STATISTICS_BATCHES; index++) {
    const random = randomOfStep(seed + 7, index)
    yield inputOf(
      Array.from({ length: batch }, () => crops(random)),
      cropSize,
    )
  }
}

function inputOf(crops: readonly Crop[], size: number): tf.Tensor4D {
  const length = size * size * 3
  const values = new Float32Array(crops.length * length)
  for (const [index, { pixels }] of crops.entries()) values.set(pixels, index * length)
  return tf.tensor4d(values, [crops.length, size, size, 3])
}

export function makeParts(
  { preset, seed }: StageContext,
  settings: ProposalSettings,
  crops: (random: () => number) => Crop,
  rehearsed: (random: () => number) => Crop,
  teach: (input: tf.Tensor4D) => tf.Tensor[],
  step: number,
): Part[] {
  const { batch, microBatch, cropSize, distilled, distillation } = settings
  const random = randomOfStep(seed, step)
  const parts: Part[] = []
  for (let left = batch; left > 0; left -= microBatch) {
    const chosen = Array.from({ length: Math.min(left, microBatch) }, () => crops(random))
    const targets = cellTargets(chosen, cropSize, preset.mbfcn.branches)
    parts.push({ input: inputOf(chosen, cropSize), targets, teacher: null })
  }
  if (distilled > 0 && distillation > 0) {
    const chosen = Array.from({ length: distilled }, () => rehearsed(random))
    const input = inputOf(chosen, cropSize)
    parts.push({ input, targets: null, teacher: tf.tidy(() => flattenMaps(teach(input))) })
  }
  return parts
}

export function disposeParts(parts: readonly Part[]): void {
  for (const { input, targets, teacher } of parts) {
    input.dispose()
    teacher?.dispose()
    if (targets) disposeTargets(targets)
  }
}

/** The parts are averaged; the weights here make a sum of the labelled parts' mean and the distillation of it. */
export function lossOf(
  network: TrainingNetwork,
  { input, targets, teacher }: Part,
  { distillation, distilled }: ProposalSettings,
  parts: number,
): LossParts {
  const raw = flattenMaps(forward(network, input))
  const learning = distilled > 0 && distillation > 0 ? parts - 1 : parts
  if (teacher) {
    const loss = tf.mul(distillationLoss(raw, teacher), parts)
    return { total: tf.mul(loss, distillation) as tf.Scalar, parts: { distillation: loss } }
  }
  const { score, box } = proposalLosses(raw, targets as CellTargets)
  const [weighedScore, weighedBox] = [tf.mul(score, parts / learning), tf.mul(box, parts / learning)]
  return { total: tf.add(weighedScore, weighedBox) as tf.Scalar, parts: { score: weighedScore, box: weighedBox } }
}
