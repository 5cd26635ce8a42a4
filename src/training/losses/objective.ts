/** Equations (8) and (9): what the generator and the discriminator minimise in turn. */
import * as tf from '@tensorflow/tfjs-core'
import { adversarialLoss, discriminationLoss } from './adversarial.ts'
import { boxLoss } from './box.ts'
import { classificationLoss } from './classification.ts'
import { pixelLoss } from './pixel.ts'
import type { ObjectiveWeights } from './weights.ts'

/** The discriminator's answers on one batch, logits `[B,1]` and deltas `[B,4]` (null without fc_box). */
export interface Heads {
  readonly gan: tf.Tensor
  readonly clc: tf.Tensor
  readonly box: tf.Tensor | null
}

/** A batch of generated patches: the first come from pairs and have a truth, the rest from real tiny ROIs. */
export interface GeneratedBatch {
  readonly upsampled: tf.Tensor
  readonly refined: tf.Tensor
  /** `[B,S,S,3]`; any values where `paired` is 0. */
  readonly high: tf.Tensor
  /** `[B]`: 1 where `high` is the truth. */
  readonly paired: tf.Tensor1D
  /** `[B]`: 1 for faces. */
  readonly face: tf.Tensor1D
}

export interface GeneratorLosses {
  readonly total: tf.Scalar
  readonly pixel: tf.Scalar
  readonly adversarial: tf.Scalar
  readonly classification: tf.Scalar
}

/**
 * Equation (8): pixel + α·adversarial + β·classification, the last two on the discriminator's answers to `refined`. Pixel and
 * adversarial loss count where a truth exists. The caller disposes.
 */
export function generatorLosses(
  batch: GeneratedBatch,
  heads: Heads,
  { alpha, beta }: ObjectiveWeights,
): GeneratorLosses {
  const pixel = pixelLoss(batch.upsampled, batch.refined, batch.high, batch.paired)
  const adversarial = adversarialLoss(heads.gan, batch.paired)
  const classification = classificationLoss(heads.clc, batch.face)
  const total = tf.addN([pixel, tf.mul(adversarial, alpha), tf.mul(classification, beta)]) as tf.Scalar
  return { total, pixel, adversarial, classification }
}

/** What the discriminator is asked about, in the order of its batch: true patches, direct ROIs, generated patches. */
export interface JudgedBatch {
  /** Number of true high-resolution patches, first in the batch. */
  readonly real: number
  /** Number of direct ROIs, which follow; the rest is generated. */
  readonly direct: number
  /** `[B]`: 1 for faces. */
  readonly face: tf.Tensor1D
  /** `[generated]`: 1 where the patch is of a pair; only those are told from true ones. */
  readonly paired: tf.Tensor1D
  /** `[B,4]` deltas, and `[B]` 1 where they mean something: faces among direct and real tiny ROIs. */
  readonly deltas: tf.Tensor
  readonly boxed: tf.Tensor1D
}

export interface DiscriminatorLosses {
  readonly total: tf.Scalar
  readonly discrimination: tf.Scalar
  readonly classification: tf.Scalar
  readonly box: tf.Scalar
}

/**
 * Equation (9): −log D(hr) − log(1 − D(G(lr))) + classification of the true patches + classification of all others, and fc_box's
 * loss. The caller disposes.
 */
export function discriminatorLosses(
  heads: Heads,
  { real, direct, face, paired, deltas, boxed }: JudgedBatch,
  weights: ObjectiveWeights,
): DiscriminatorLosses {
  const count = face.shape[0]
  const others = count - real
  const rows = (tensor: tf.Tensor, begin: number, size: number) =>
    tf.slice(tensor, [begin, 0], [size, tensor.shape[1] as number])
  const discrimination = discriminationLoss(
    rows(heads.gan, 0, real),
    rows(heads.gan, real + direct, others - direct),
    paired,
  )
  const classification = tf.add(
    classificationLoss(rows(heads.clc, 0, real), tf.slice(face, 0, real)),
    classificationLoss(rows(heads.clc, real, others), tf.slice(face, real, others)),
  ) as tf.Scalar
  const box = heads.box ? boxLoss(heads.box, deltas, boxed) : tf.scalar(0)
  const total = tf.addN([discrimination, classification, tf.mul(box, weights.box)]) as tf.Scalar
  return { total, discrimination, classification, box }
}
