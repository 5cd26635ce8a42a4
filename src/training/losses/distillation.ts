/** Distillation: the network shall go on saying what its frozen, shipped self says. */
import * as tf from '@tensorflow/tfjs-core'

/**
 * Between MB-FCN's answers `raw` and its frozen self's `teacher`, both `[B,N,5]`: quality-focal loss with the teacher's probabilities as
 * targets, and mean absolute difference of the box answers weighed by them. Sums over cells divided by the teacher's number of
 * faces (the sum of its probabilities, at least 1). 0 gradient where both agree.
 */
export function distillationLoss(raw: tf.Tensor3D, teacher: tf.Tensor3D): tf.Scalar {
  const [logit, ...boxes] = tf.unstack(raw, 2) as [tf.Tensor, ...tf.Tensor[]]
  const [wantedLogit, ...wantedBoxes] = tf.unstack(teacher, 2) as [tf.Tensor, ...tf.Tensor[]]
  const wanted = tf.sigmoid(wantedLogit)
  const count = tf.maximum(tf.sum(wanted), 1)
  const apart = tf.addN(boxes.map((given, index) => tf.abs(tf.sub(given, wantedBoxes[index] as tf.Tensor))))
  const boxLoss = tf.div(tf.sum(tf.mul(apart, wanted)), tf.mul(count, 4))
  return tf.add(softFocal(logit, wanted, count), boxLoss) as tf.Scalar
}

/** The focus is a constant to the gradient. The targets' own entropy is taken off, so that agreement costs 0. */
function softFocal(logit: tf.Tensor, target: tf.Tensor, count: tf.Tensor): tf.Tensor {
  const loss = tf.customGrad((x, save) => {
    const values = x as tf.Tensor
    const error = tf.sub(tf.sigmoid(values), target)
    const weight = tf.div(tf.abs(error), count)
    const safe = tf.clipByValue(target, 1e-6, 1 - 1e-6)
    const own = tf.neg(tf.add(tf.mul(safe, tf.log(safe)), tf.mul(tf.sub(1, safe), tf.log(tf.sub(1, safe)))))
    const entropy = tf.sub(tf.sub(tf.softplus(values), tf.mul(values, target)), own)
    ;(save as tf.GradSaveFunc)([tf.mul(weight, error)])
    return {
      value: tf.sum(tf.mul(entropy, weight)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, saved[0] as tf.Tensor),
    }
  })
  return loss(logit)
}
