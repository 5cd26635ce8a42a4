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
/** Name of the kernel that prepares a filter: input `filter` `[3,3,in,out]`, result `[36, ⌈out / 8⌉, in, 8]`. */
export const WINOGRAD_FILTER = 'SpecklensWinogradFilter3x3'

/** Whether the current backend's kernel takes a filter `[k,k,in,out]` of that stride. */
export function winogradFits(filter: readonly number[], stride: number): boolean {
  return winogradShape(filter, stride) && tf.getKernel(WINOGRAD, tf.getBackend()) !== undefined
}

/** Whether a kernel can take it: channels are read four at a time. */
export function winogradShape([height, width, inputs]: readonly number[], stride: number): boolean {
  return height === 3 && width === 3 && stride === 1 && (inputs as number) % 4 === 0
}

/** A filter `[3,3,in,out]` as the kernel reads it. */
export function transformFilter(filter: tf.Tensor4D): tf.Tensor4D {
  return tf.engine().runKernel(WINOGRAD_FILTER, { filter }) as tf.Tensor4D
}

/** The convolution, on a backend that has the kernel. */
export function winograd(x: tf.Tensor4D, filter: tf.Tensor, bias: tf.Tensor1D, relu: boolean): tf.Tensor4D {
  return tf.engine().runKernel(WINOGRAD, { x, filter, bias }, { relu }) as tf.Tensor4D
}
