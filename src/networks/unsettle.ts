/** For tests: weights as after some training, without any training. Never part of the built page. */
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Fills a model with seeded noise; batch norm gets scales, shifts, means and variances away from 1 and 0. */
export function unsettle(model: LayersModel): void {
  const weights = model.weights.map((weight, index) => {
    const { originalName, shape } = weight as unknown as { originalName: string; shape: number[] }
    const noise = tf.randomNormal(shape, 0, 1, 'float32', index + 1)
    if (originalName.endsWith('variance')) return tf.add(0.5, tf.abs(noise))
    if (originalName.endsWith('gamma')) return tf.add(1, tf.mul(0.3, noise))
    const inputs = shape.slice(0, -1).reduce((product, side) => product * side, 1)
    return tf.mul(originalName.endsWith('kernel') ? 1 / Math.sqrt(inputs) : 0.3, noise)
  })
  model.setWeights(weights)
  tf.dispose(weights)
}
