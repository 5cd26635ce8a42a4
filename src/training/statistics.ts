/** Batch norm's statistics, measured anew on the user's own pictures (Li et al., "Revisiting batch normalization", 2016). */
import * as tf from '@tensorflow/tfjs-core'
import { forward, type TrainingNetwork } from './forward.ts'

/**
 * Runs the batches with their own statistics and moves the stored ones by `share` (0 keeps the old, 1 takes the new) towards their
 * mean over the batches. A batch is `[B,H,W,3]`; each is disposed. Without a batch nothing changes.
 */
export async function estimateStatistics(
  network: TrainingNetwork,
  batches: Iterable<tf.Tensor4D> | AsyncIterable<tf.Tensor4D>,
  share: number,
): Promise<void> {
  const sums = new Map<string, { mean: tf.Tensor; variance: tf.Tensor; count: number }>()
  for await (const batch of batches) {
    tf.tidy(() => {
      forward(network, batch, (layer, mean, variance) => {
        const sum = sums.get(layer)
        if (!sum) {
          sums.set(layer, { mean, variance, count: 1 })
          return
        }
        const before = [sum.mean, sum.variance]
        sum.mean = tf.keep(tf.add(sum.mean, mean))
        sum.variance = tf.keep(tf.add(sum.variance, variance))
        sum.count++
        tf.dispose([...before, mean, variance])
      })
    })
    batch.dispose()
  }
  for (const [layer, { mean, variance, count }] of sums) {
    const weights = network.graph.get(layer)?.weights
    move(weights?.get('moving_mean') as tf.Variable, mean, count, share)
    move(weights?.get('moving_variance') as tf.Variable, variance, count, share)
    tf.dispose([mean, variance])
  }
}

function move(variable: tf.Variable, sum: tf.Tensor, count: number, share: number): void {
  const moved = tf.tidy(() => tf.add(tf.mul(variable, 1 - share), tf.mul(sum, share / count)))
  variable.assign(moved)
  moved.dispose()
}
