/** Stage 4: the generator, from low-resolution patches to the refined ones that the discriminator judges. */
import * as tf from '@tensorflow/tfjs-core'
import type { FoldedNetwork } from '../networks/fold.ts'

/** `[B,low,low,3]` → G2(G1(lr)), `[B,4low,4low,3]`, linear. Takes `low` over; the caller disposes the result. */
export function superResolve(generator: FoldedNetwork, low: tf.Tensor4D): tf.Tensor4D {
  try {
    const outputs = generator.run(low)
    const refined = outputs.pop() as tf.Tensor4D
    tf.dispose(outputs)
    return refined
  } finally {
    low.dispose()
  }
}
