/** Equation (6): is it a face? */
import * as tf from '@tensorflow/tfjs-core'

/**
 * Mean binary cross-entropy of fc_clc's logits `[B,1]` with `face` `[B]` (1 face, 0 not). The paper prints log(y − D), which has no
 * meaning for y = 0. Equation (6).
 */
export function classificationLoss(logits: tf.Tensor, face: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const flat = tf.reshape(logits, [-1])
    return tf.mean(tf.sub(tf.softplus(flat), tf.mul(flat, face))) as tf.Scalar
  })
}
