/** Equation (4): how far both sub-networks' outputs are from the high-resolution truth. */
import * as tf from '@tensorflow/tfjs-core'

/**
 * Mean squared error of G1(lr) plus that of G2(G1(lr)), all `[B,S,S,3]` in −1…1. The paper sums over the pixels of a patch; the mean
 * makes its weight independent of the patch's size. `rows` `[B]` holds 1 for patches that have a truth and 0 for others, whose `high`
 * is not looked at; without it all count. 0 where none counts. Equation (4).
 */
export function pixelLoss(upsampled: tf.Tensor, refined: tf.Tensor, high: tf.Tensor, rows?: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const each = tf.add(perPatch(upsampled, high), perPatch(refined, high))
    return rows ? weightedMean(each, rows) : (tf.mean(each) as tf.Scalar)
  })
}

/** Mean over the rows whose weight is not 0, weighed; 0 where all are. Both `[B]`. */
export function weightedMean(values: tf.Tensor, weights: tf.Tensor1D): tf.Scalar {
  return tf.div(tf.sum(tf.mul(values, weights)), tf.maximum(tf.sum(weights), 1e-6)) as tf.Scalar
}

function perPatch(output: tf.Tensor, high: tf.Tensor): tf.Tensor {
  const flat = tf.reshape(tf.sub(output, high), [output.shape[0] as number, -1])
  return tf.mean(tf.square(flat), 1)
}
