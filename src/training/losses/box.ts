/** The box loss of fc_box: not in the paper, but in its authors' next one (SOD-MTGAN, ECCV 2018). */
import * as tf from '@tensorflow/tfjs-core'

/** Where smooth L1 turns from a parabola into a line, in box sizes. */
const BETA = 0.05

/**
 * Smooth L1 of fc_box's answers against the wanted deltas, both `[B,4]` (dx, dy, dw, dh), mean over the rows where `face` `[B]` is 1;
 * 0 where there is none.
 */
export function boxLoss(given: tf.Tensor, wanted: tf.Tensor, face: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const apart = tf.abs(tf.sub(given, wanted))
    // c·(a − c/2)/β with c = min(a, β) is a²/2β below β and a − β/2 above, without a condition that has no gradient.
    const capped = tf.minimum(apart, BETA)
    const each = tf.div(tf.mul(capped, tf.sub(apart, tf.mul(capped, 0.5))), BETA)
    const rows = tf.mean(each, 1)
    return tf.div(tf.sum(tf.mul(rows, face)), tf.maximum(tf.sum(face), 1)) as tf.Scalar
  })
}
