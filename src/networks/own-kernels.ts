/**
 * Convolutions of our own, where a backend has kernels for them (src/engine/kernels/): WebAssembly for all, WebGPU, where they are faster, for 3×3;
 * elsewhere TensorFlow.js convolves.
 */
import * as tf from '@tensorflow/tfjs-core'

/**
 * 3×3 with stride 1. Inputs `x` `[B,H,W,in]`, `filter` as FILTER_3X3 makes it, `bias` `[out]`, `skip` `[B,H,W,out]` where something is to be added
 * before the activation, attribute `relu`; result `[B,H,W,out]`, padded as 'same' does.
 */
export const CONVOLUTION_3X3 = 'SpecklensConvolution3x3'
/** Input `filter` `[3,3,in,out]`, result as the backend's kernel reads it. */
export const FILTER_3X3 = 'SpecklensFilter3x3'
/** Every other one, by its definition: inputs `x`, `filter` as PACKED_FILTER makes it, `bias`; attributes `PlainAttributes`. */
export const PLAIN = 'SpecklensConvolution'
/** Input `filter` `[h,w,in,out]`, result `[⌈out / 8⌉, h·w·in, 8]`. */
export const PACKED_FILTER = 'SpecklensPackedFilter'

export type Padding = 'same' | [[number, number], [number, number], [number, number], [number, number]]

export interface PlainAttributes {
  /** Of the filter before it was packed, `[h,w,in,out]`. */
  readonly filterShape: readonly [number, number, number, number]
  readonly stride: number
  readonly pad: Padding
  readonly relu: boolean
}

/** Whether the kernel for 3×3 can take a filter `[h,w,in,out]`: channels are read four at a time. */
export function is3x3([height, width, inputs]: readonly number[], stride: number): boolean {
  return height === 3 && width === 3 && stride === 1 && (inputs as number) % 4 === 0
}

/** A filter `[h,w,in,out]` as `convolve` takes it with that stride on the current backend; null where TensorFlow.js is to convolve. */
export function prepareFilter(filter: tf.Tensor4D, stride: number, pad: Padding = 'same'): tf.Tensor | null {
  const has = (kernel: string) => tf.getKernel(kernel, tf.getBackend()) !== undefined
  const small = pad === 'same' && is3x3(filter.shape, stride)
  if (!has(small ? CONVOLUTION_3X3 : PLAIN)) return null
  return tf.engine().runKernel(small ? FILTER_3X3 : PACKED_FILTER, { filter }) as tf.Tensor
}

/**
 * A convolution of `x` `[B,H,W,in]` with a filter `[h,w,in,out]`, bias, sum with `skip` and activation; `prepared` is prepareFilter's of the same
 * filter, stride and padding.
 */
export function convolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  prepared: tf.Tensor | null | undefined,
  bias: tf.Tensor1D,
  { stride, pad, relu }: { readonly stride: number; readonly pad: Padding; readonly relu: boolean },
  skip?: tf.Tensor,
): tf.Tensor4D {
  const small = prepared && pad === 'same' && is3x3(filter.shape, stride)
  if (skip && !small) {
    const sum = tf.add(convolve(x, filter, prepared, bias, { stride, pad, relu: false }), skip) as tf.Tensor4D
    return relu ? tf.relu(sum) : sum
  }
  if (!prepared) return tf.fused.conv2d({ x, filter, strides: stride, pad, bias, activation: relu ? 'relu' : 'linear' })
  const inputs = { x, filter: prepared, bias }
  if (small) return tf.engine().runKernel(CONVOLUTION_3X3, skip ? { ...inputs, skip } : inputs, { relu }) as tf.Tensor4D
  const attributes: PlainAttributes = { filterShape: filter.shape, stride, pad, relu }
  return tf.engine().runKernel(PLAIN, inputs, attributes as unknown as tf.NamedAttrMap) as tf.Tensor4D
}
