/**
 * What a step does to each weight, in one operation where the backend has a kernel of ours for it (WebAssembly: src/engine/kernels/optimiser.ts),
 * in a dozen of TensorFlow.js's elsewhere: a network has some hundred variables, and each operation costs the same however small it is.
 */
import * as tf from '@tensorflow/tfjs-core'

/** Inputs `variable`, `first`, `second`, `gradient` of one shape, attributes `AdamFactors`; results: the new first three. */
export const ADAM = 'SpecklensAdam'
/** Inputs `x`, `y` of one shape, attributes `a`, `b`; result a·x + b·y. */
export const MIX = 'SpecklensMix'

export interface AdamFactors {
  readonly beta1: number
  readonly beta2: number
  /** The second moment's, 1 − beta2^steps. */
  readonly correction2: number
  /** The step's length over the first moment's correction. */
  readonly rate: number
  readonly epsilon: number
}

interface AdamInputs {
  readonly variable: tf.Tensor
  readonly first: tf.Tensor
  readonly second: tf.Tensor
  readonly gradient: tf.Tensor
}

const has = (kernel: string) => tf.getKernel(kernel, tf.getBackend()) !== undefined

/** The variable and both moments after a step; new tensors, the caller's. */
export function adamStep(inputs: AdamInputs, factors: AdamFactors): [tf.Tensor, tf.Tensor, tf.Tensor] {
  if (has(ADAM)) return tf.engine().runKernel(ADAM, { ...inputs }, { ...factors }) as [tf.Tensor, tf.Tensor, tf.Tensor]
  const { beta1, beta2, correction2, rate, epsilon } = factors
  return tf.tidy(() => {
    const first = tf.add(tf.mul(inputs.first, beta1), tf.mul(inputs.gradient, 1 - beta1))
    const second = tf.add(tf.mul(inputs.second, beta2), tf.mul(tf.square(inputs.gradient), 1 - beta2))
    const scale = tf.add(tf.sqrt(tf.div(second, correction2)), epsilon)
    return [tf.sub(inputs.variable, tf.div(tf.mul(first, rate), scale)), first, second]
  })
}

/** a·x + b·y of two tensors of one shape; a new tensor, the caller's. */
export function mix(x: tf.Tensor, a: number, y: tf.Tensor, b: number): tf.Tensor {
  if (has(MIX)) return tf.engine().runKernel(MIX, { x, y }, { a, b }) as tf.Tensor
  return tf.tidy(() => tf.add(tf.mul(x, a), tf.mul(y, b)))
}
