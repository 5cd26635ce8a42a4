/** The operations of a folded network as data, and how layers become them. */
import * as tf from '@tensorflow/tfjs-core'
import type { GraphNode } from './graph.ts'
import { type Padding, prepareFilter } from './own-kernels.ts'

/** A slot is a name under which `fold-run.ts` keeps a result until its last reader has run. */
interface Wired {
  readonly inputs: readonly string[]
  readonly output: string
}

/** The step's filters in order as the backend's own kernels take them, null for TensorFlow.js's. */
type Prepared = readonly (tf.Tensor | null)[]

/** How the two convolutions of a de-convolution are padded. */
export const [EVEN_ROWS, ODD_ROWS] = [
  [[0, 0], [1, 0], [1, 0], [0, 0]],
  [[0, 0], [0, 0], [1, 0], [0, 0]],
] satisfies Padding[] as [Padding, Padding] // biome-ignore format: a table

export type Step = Wired &
  (
    | {
        /** Of one input; a second one is added before the activation. */
        readonly kind: 'conv'
        readonly stride: number
        readonly relu: boolean
        /** Filter `[k,k,in,out]`, bias `[out]`. */
        readonly weights: readonly [tf.Tensor4D, tf.Tensor1D]
        readonly prepared: Prepared
      }
    | {
        readonly kind: 'deconv'
        readonly relu: boolean
        /** Filters of the even rows `[2,2,in,2·out]` and of the odd rows `[1,2,in,2·out]`, bias `[2·out]`. */
        readonly weights: readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D]
        readonly prepared: Prepared
      }
    | { readonly kind: 'dense'; readonly weights: readonly [tf.Tensor2D, tf.Tensor1D] }
    | { readonly kind: 'add'; readonly relu: boolean }
    | { readonly kind: 'enlarge'; readonly factor: number }
    | { readonly kind: 'relu' | 'pool' | 'flatten' }
  )

/** y = γ(conv(x) + b − μ)/√(σ² + ε) + β is a convolution again: its kernel times γ/√(σ² + ε), and one bias. */
export function convolutionStep(node: GraphNode, norm: GraphNode | undefined, input: string, relu: boolean): Step {
  const weights = tf.tidy(() => {
    const kernel = weight(node, 'kernel') as tf.Tensor4D
    const { scale, bias } = normalisation(node, norm, kernel.shape[3])
    return [tf.mul(kernel, scale), tf.clone(bias)] as [tf.Tensor4D, tf.Tensor1D]
  })
  const [stride] = node.config.strides as [number]
  const prepared = [prepareFilter(weights[0], stride)]
  return { kind: 'conv', inputs: [input], output: node.name, stride, relu, weights, prepared }
}

/**
 * A de-convolution of size 3 and stride 2 as two convolutions: out[2i + k] += in[i]·w[k], so an even row reads in[i − 1]·w[2]
 * and in[i]·w[0], an odd one in[i]·w[1]. Columns alike, both columns as channels of one convolution, whose result is then
 * already interleaved along the row; the odd column's missing tap is 0.
 */
export function deconvolutionSteps(node: GraphNode, norm: GraphNode | undefined, input: string, relu: boolean): Step {
  const [size] = node.config.kernelSize as [number]
  const [stride] = node.config.strides as [number]
  if (size !== 3 || stride !== 2) throw new Error(`${node.name} must have size 3 and stride 2.`)
  const weights = tf.tidy(() => {
    const kernel = weight(node, 'kernel') as tf.Tensor4D
    const { scale, bias } = normalisation(node, norm, kernel.shape[2])
    // [3,3,out,in] → [3,3,in,out]
    const filter = tf.mul(tf.transpose(kernel, [0, 1, 3, 2]), scale) as tf.Tensor4D
    const row = (tap: number) => tf.slice(filter, [tap, 0, 0, 0], [1, 3, -1, -1])
    const upper = bothColumns(row(2))
    const lower = bothColumns(row(0))
    return [tf.concat([upper, lower], 0), bothColumns(row(1)), tf.concat([bias, bias])] as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor1D,
    ]
  })
  const prepared = [prepareFilter(weights[0], 1, EVEN_ROWS), prepareFilter(weights[1], 1, ODD_ROWS)]
  return { kind: 'deconv', inputs: [input], output: node.name, relu, weights, prepared }
}

/**
 * A sum as part of the convolution right before it, where own kernels do both in one go; null where they do not. `alone`: whether nothing
 * else reads the convolution's result.
 */
export function withSum(
  last: Step | undefined,
  inputs: readonly string[],
  output: string,
  relu: boolean,
  alone: boolean,
) {
  if (last?.kind !== 'conv' || last.relu || last.inputs.length > 1 || !last.prepared[0] || !alone) return null
  const others = inputs.filter((name) => name !== last.output)
  if (others.length !== 1 || inputs.length !== 2) return null
  return { ...last, inputs: [...last.inputs, ...others], output, relu }
}

/** Frees what the steps own. */
export function disposeSteps(steps: readonly Step[]): void {
  for (const step of steps) {
    if ('weights' in step) tf.dispose([...step.weights])
    if ('prepared' in step) for (const filter of step.prepared) filter?.dispose()
  }
}

export function denseStep(node: GraphNode, input: string): Step {
  const weights = [tf.clone(weight(node, 'kernel')), tf.clone(weight(node, 'bias'))] as [tf.Tensor2D, tf.Tensor1D]
  return { kind: 'dense', inputs: [input], output: node.name, weights }
}

/** `[1,3,in,out]` → `[1,2,in,2·out]`: the even column's taps (2, 0) and the odd column's (none, 1), side by side. */
function bothColumns(row: tf.Tensor4D): tf.Tensor4D {
  const column = (tap: number) => tf.slice(row, [0, tap, 0, 0], [1, 1, -1, -1])
  const even = tf.concat([column(2), column(0)], 1)
  const odd = tf.concat([tf.zerosLike(column(1)), column(1)], 1)
  return tf.concat([even, odd], 3)
}

function normalisation(node: GraphNode, norm: GraphNode | undefined, channels: number) {
  const own = node.weights.get('bias') ?? tf.zeros([channels])
  if (!norm) return { scale: tf.ones([channels]), bias: own }
  const epsilon = norm.config.epsilon as number
  const scale = tf.mul(weight(norm, 'gamma'), tf.rsqrt(tf.add(weight(norm, 'moving_variance'), epsilon)))
  const shifted = tf.sub(own, weight(norm, 'moving_mean'))
  return { scale, bias: tf.add(tf.mul(shifted, scale), weight(norm, 'beta')) }
}

function weight(node: GraphNode, name: string): tf.Tensor {
  const tensor = node.weights.get(name)
  if (!tensor) throw new Error(`Layer ${node.name} has no ${name}.`)
  return tensor
}
