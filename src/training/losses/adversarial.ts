/** Equation (5) and the first part of equation (9): can the discriminator tell generated patches from true ones? */
import * as tf from '@tensorflow/tfjs-core'
import { weightedMean } from './pixel.ts'

/**
 * The generator's side: mean of −log D(G(lr)) over fc_GAN's logits `[B,1]` on generated patches. The printed log(1 − D(G(lr)))
 * has the same fixed point, but its gradient vanishes where D is sure. `rows` `[B]`: weights; default all 1. Equation (5).
 */
export function adversarialLoss(generated: tf.Tensor, rows?: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => mean(tf.softplus(tf.neg(generated)), rows))
}

/**
 * The discriminator's side: mean of −log D(hr) plus mean of −log(1 − D(G(lr))), logits `[B,1]` each; `rows` weighs the
 * generated ones. Equation (9), first part.
 */
export function discriminationLoss(real: tf.Tensor, generated: tf.Tensor, rows?: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => tf.add(mean(tf.softplus(tf.neg(real))), mean(tf.softplus(generated), rows))) as tf.Scalar
}

function mean(values: tf.Tensor, rows?: tf.Tensor1D): tf.Scalar {
  return rows ? weightedMean(tf.reshape(values, [-1]), rows) : (tf.mean(values) as tf.Scalar)
}
