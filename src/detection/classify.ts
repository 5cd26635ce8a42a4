/** Stage 5: the discriminator's say on high-resolution patches, generated or true. */
import * as tf from '@tensorflow/tfjs-core'
import type { BoxDeltas } from '../geometry/roi.ts'
import type { FoldedNetwork } from '../networks/fold.ts'

export interface Verdict {
  readonly faceLogit: number
  /** Null in presets without fc_box. */
  readonly deltas: BoxDeltas | null
}

/**
 * `[B,high,high,3]` → the verdicts on the first `count` patches; one read-back. `discriminator` is folded with the outputs
 * fc_clc and, where the preset has one, fc_box. Takes `high` over.
 */
export async function classify(discriminator: FoldedNetwork, high: tf.Tensor4D, count: number): Promise<Verdict[]> {
  const outputs = discriminator.run(high)
  const flat = tf.tidy(() => tf.concat(outputs, 1))
  tf.dispose([high, ...outputs])
  try {
    const values = (await flat.data()) as Float32Array
    const width = flat.shape[1] as number
    return Array.from({ length: count }, (_, index) => {
      const row = values.subarray(index * width, (index + 1) * width)
      const [faceLogit, dx, dy, dw, dh] = row as unknown as [number, number, number, number, number]
      return { faceLogit, deltas: width === 5 ? [dx, dy, dw, dh] : null }
    })
  } finally {
    flat.dispose()
  }
}
