/**
 * 3×3 convolutions of stride 1 by Winograd's minimal filtering, where a backend has a kernel for it: a quarter of the multiplications.
 * src/engine/kernels/winograd.ts has WebAssembly's.
 */
import * as tf from '@tensorflow/tfjs-core'

/**
 * Name of the kernel: inputs `x` `[B,H,W,in]`, `filter` of `transformFilter`, `bias` `[out]`, attribute `relu`; result `[B,H,W,out]`, padded
 * as 'same' does.
 */
export const WINOGRAD = 'SpecklensWinograd3x3'

/** Channels come in vectors of four, results in pairs of them. */
const [INPUTS, OUTPUTS] = [4, 8]

/** G of F(4×4, 3×3): Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016. */
const G = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
]

/** Whether the current backend's kernel takes a filter `[k,k,in,out]` of that stride. */
export function winogradFits([height, width, inputs, outputs]: readonly number[], stride: number): boolean {
  const shaped = height === 3 && width === 3 && stride === 1
  const aligned = (inputs as number) % INPUTS === 0 && (outputs as number) % OUTPUTS === 0
  return shaped && aligned && tf.getKernel(WINOGRAD, tf.getBackend()) !== undefined
}

/** G·g·Gᵀ of a filter `[3,3,in,out]`, as the kernel reads it: `[36, out / 8, in, 8]`. */
export function transformFilter(filter: tf.Tensor4D): tf.Tensor4D {
  const [, , inputs, outputs] = filter.shape
  return tf.tidy(() => {
    const along = (values: tf.Tensor) => tf.matMul(tf.tensor2d(G), tf.reshape(values, [3, -1]) as tf.Tensor2D)
    // Columns [6, 3·in·out], then rows: the second product has them in front.
    const columns = tf.transpose(tf.reshape(along(filter), [6, 3, inputs * outputs]), [1, 0, 2])
    const both = tf.transpose(tf.reshape(along(columns), [6, 6, inputs * outputs]), [1, 0, 2])
    const blocks = tf.reshape(both, [36, inputs, outputs / OUTPUTS, OUTPUTS])
    return tf.transpose(blocks, [0, 2, 1, 3]) as tf.Tensor4D
  })
}

/** The convolution, on a backend that has the kernel. */
export function winograd(x: tf.Tensor4D, filter: tf.Tensor, bias: tf.Tensor1D, relu: boolean): tf.Tensor4D {
  return tf.engine().runKernel(WINOGRAD, { x, filter, bias }, { relu }) as tf.Tensor4D
}
