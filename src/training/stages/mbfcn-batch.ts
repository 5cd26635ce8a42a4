/** One step's batch of MB-FCN in parts: labelled crops, and others with the shipped network's answers. */
import * as tf from '@tensorflow/tfjs-core'
import type { Preset } from '../../networks/preset.ts'
import { forward, type TrainingNetwork } from '../forward.ts'
import type { LossParts } from '../gradients.ts'
import { distillationLoss } from '../losses/distillation.ts'
import { type CellTargets, flattenMaps, proposalLosses } from '../losses/mbfcn.ts'
import { cellTargets, disposeTargets } from '../samples/cell-targets.ts'
import type { Crop } from '../samples/crops.ts'
import type { ProposalSettings } from '../settings.ts'
import { randomOfStep } from './context.ts'
import type { PartCounts, PartCrops } from './shared-work.ts'

/** Batches of crops that the statistics are measured on. */
const STATISTICS_BATCHES = 6

export interface Part {
  readonly input: tf.Tensor4D
  /** Targets of labelled crops, or the shipped network's answers to the others. */
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

/** The step's crops in parts of the micro-batch's size at most; `shares` workers get as many parts of each kind. */
export function drawParts(
  seed: number,
  { batch, microBatch, distilled, distillation }: ProposalSettings,
  crops: (random: () => number) => Crop,
  step: number,
  shares: number,
): PartCrops[] {
  const random = randomOfStep(seed, step)
  const draw = (all: number, most: number, taught: boolean) => {
    const parts: PartCrops[] = []
    for (let left = all; left > 0; left -= most)
      parts.push({ crops: Array.from({ length: Math.min(left, most) }, () => crops(random)), taught })
    return parts
  }
  return [
    ...draw(batch, Math.min(microBatch, Math.ceil(batch / shares)), false),
    ...(distillation > 0 ? draw(distilled, Math.ceil(distilled / shares), true) : []),
  ]
}

export function countsOf(parts: readonly PartCrops[]): PartCounts {
  const taught = parts.filter((part) => part.taught).length
  return { learning: parts.length - taught, taught }
}

/** The caller disposes with `disposePart`. `teach` is the shipped network. */
export function makePart(
  { crops, taught }: PartCrops,
  { mbfcn }: Preset,
  cropSize: number,
  teach: (input: tf.Tensor4D) => tf.Tensor[],
): Part {
  const input = inputOf(crops, cropSize)
  if (taught) return { input, targets: null, teacher: tf.tidy(() => flattenMaps(teach(input))) }
  return { input, targets: cellTargets(crops, cropSize, mbfcn.branches), teacher: null }
}

export function disposePart({ input, teacher, targets }: Part): void {
  input.dispose()
  teacher?.dispose()
  if (targets) disposeTargets(targets)
}

/** All parts of a step are averaged; the weights here make a sum of the labelled parts' mean and the distillation of the taught ones'. */
export function lossOf(
  network: TrainingNetwork,
  { input, targets, teacher }: Part,
  distillation: number,
  { learning, taught }: PartCounts,
): LossParts {
  const raw = flattenMaps(forward(network, input))
  const parts = learning + taught
  if (teacher) {
    const loss = tf.mul(distillationLoss(raw, teacher), parts / taught)
    return { total: tf.mul(loss, distillation) as tf.Scalar, parts: { distillation: loss } }
  }
  const { score, box } = proposalLosses(raw, targets as CellTargets)
  const [weighedScore, weighedBox] = [tf.mul(score, parts / learning), tf.mul(box, parts / learning)]
  return { total: tf.add(weighedScore, weighedBox) as tf.Scalar, parts: { score: weighedScore, box: weighedBox } }
}
