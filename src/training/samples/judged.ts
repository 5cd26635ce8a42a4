/** One step's rows of the second stage: low/high pairs, real tiny ROIs, direct ROIs, as arrays and as tensors. */
import * as tf from '@tensorflow/tfjs-core'
import type { BoxDeltas } from '../../geometry/roi.ts'
import type { PatchSpec } from '../../networks/preset.ts'
import { mirrorPixels } from './augment.ts'
import { addNoise, makeLow } from './degrade.ts'
import type { Heaps, Roi } from './rois.ts'

/** Of the pairs and of the ROIs of a step, faces. */
const PAIR_FACES = 0.7
const ROI_FACES = 0.5

export interface StepCounts {
  readonly pairs: number
  readonly tiny: number
  readonly direct: number
  readonly inputNoise: number
}

/** Tensors of one step; `disposeStep` frees them. */
export interface StepRows {
  readonly pairs: number
  readonly tiny: number
  readonly direct: number
  /** `[pairs + tiny, low, low, 3]`. */
  readonly lows: tf.Tensor4D
  /** `[pairs, high, high, 3]`, and the direct ROIs `[direct, high, high, 3]`. */
  readonly highs: tf.Tensor4D
  readonly directs: tf.Tensor4D
  /** `[pairs + tiny]`: 1 for faces, and 1 where a truth exists. */
  readonly lowFace: tf.Tensor1D
  readonly paired: tf.Tensor1D
  /** Of the discriminator's batch (pairs' truth, direct, generated): face, deltas and whether they count. */
  readonly face: tf.Tensor1D
  readonly deltas: tf.Tensor2D
  readonly boxed: tf.Tensor1D
}

/** Draws a step's rows, mirrored and lit at random. @throws Error where a heap that is asked for is empty */
export function drawStep(heaps: Heaps, patch: PatchSpec, counts: StepCounts, random: () => number): StepRows {
  const pairs = draw(heaps.truth, counts.pairs, PAIR_FACES, random).map((roi) => turned(roi, patch.high, random))
  const tiny = draw(heaps.tiny, counts.tiny, ROI_FACES, random).map((roi) =>
    lit(turned(roi, patch.low, random), random),
  )
  const direct = draw(heaps.direct, counts.direct, ROI_FACES, random).map((roi) =>
    lit(turned(roi, patch.high, random), random),
  )
  const made = pairs.map(({ pixels }) => makeLow(pixels, patch.high, patch.low, patch.context, random))
  const lows = [...made, ...tiny.map(({ pixels }) => pixels)].map((pixels) =>
    counts.inputNoise > 0 ? addNoise(pixels, counts.inputNoise, false, random) : pixels,
  )
  const faces = (rois: readonly Roi[]) => rois.map(({ face }) => face as number)
  const none = pairs.map(() => 0)
  const noDeltas = pairs.map((): BoxDeltas => [0, 0, 0, 0])
  const change = (rois: readonly Roi[]) => rois.map(({ deltas }) => deltas)
  const judged = [...noDeltas, ...change(direct), ...noDeltas, ...change(tiny)]
  return {
    pairs: pairs.length,
    tiny: tiny.length,
    direct: direct.length,
    lows: stack(lows, patch.low),
    highs: stack(
      pairs.map(({ pixels }) => pixels),
      patch.high,
    ),
    directs: stack(
      direct.map(({ pixels }) => pixels),
      patch.high,
    ),
    lowFace: tf.tensor1d([...faces(pairs), ...faces(tiny)]),
    paired: tf.tensor1d([...pairs.map(() => 1), ...tiny.map(() => 0)]),
    face: tf.tensor1d([...faces(pairs), ...faces(direct), ...faces(pairs), ...faces(tiny)]),
    deltas: tf.tensor2d(judged.flat(), [judged.length, 4]),
    boxed: tf.tensor1d([...none, ...faces(direct), ...none, ...faces(tiny)]),
  }
}

export function disposeStep({ lows, highs, directs, lowFace, paired, face, deltas, boxed }: StepRows): void {
  tf.dispose([lows, highs, directs, lowFace, paired, face, deltas, boxed])
}

function draw(heap: readonly Roi[], count: number, share: number, random: () => number): Roi[] {
  if (count === 0) return []
  if (heap.length === 0) throw new Error('A heap of ROIs is empty.')
  const faces = heap.filter(({ face }) => face === 1)
  const others = heap.filter(({ face }) => face === 0)
  return Array.from({ length: count }, (_, index) => {
    const wanted = index < Math.round(count * share) ? faces : others
    const from = wanted.length > 0 ? wanted : heap
    return from[Math.floor(random() * from.length)] as Roi
  })
}

function turned(roi: Roi, side: number, random: () => number): Roi {
  if (random() < 0.5) return roi
  const [dx, dy, dw, dh] = roi.deltas
  return { ...roi, pixels: mirrorPixels(roi.pixels, side), deltas: [-dx, dy, dw, dh] }
}

function lit(roi: Roi, random: () => number): Roi {
  const gain = 0.8 + 0.4 * random()
  return { ...roi, pixels: roi.pixels.map((value) => Math.min(Math.max((value + 1) * gain - 1, -1), 1)) }
}

function stack(patches: readonly Float32Array[], side: number): tf.Tensor4D {
  const values = new Float32Array(patches.length * side * side * 3)
  for (const [index, pixels] of patches.entries()) values.set(pixels, index * side * side * 3)
  return tf.tensor4d(values, [patches.length, side, side, 3])
}
