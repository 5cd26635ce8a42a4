/** A network run for training: every operation has a gradient on every backend, and frozen kernels cost none. */
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type GraphNode, graphOf } from '../networks/graph.ts'

export interface TrainingNetwork {
  readonly model: LayersModel
  readonly graph: ReadonlyMap<string, GraphNode>
  readonly input: string
  readonly outputs: readonly string[]
}

/** Mean and variance of a normalisation's input over a batch, `[C]` each; whoever is told disposes. */
export type OnStatistics = (layer: string, mean: tf.Tensor, variance: tf.Tensor) => void

/** The model stays the caller's; its weights are read at each pass, so that a step shows at once. @throws Error without an input */
export function trainingNetwork(model: LayersModel): TrainingNetwork {
  const graph = graphOf(model)
  const input = [...graph.values()].find(({ className }) => className === 'InputLayer')
  if (!input) throw new Error('The network has no input.')
  return { model, graph, input: input.name, outputs: model.outputLayers.map(({ name }) => name) }
}

/**
 * One forward pass, `[B,H,W,3]` → the outputs in the model's order. Batch norm uses its stored statistics, so that a batch in parts
 * gives the same gradient as the whole; with `onStatistics` it uses the batch's own and reports them. The caller disposes (a tidy, as a
 * rule). @throws Error on a layer that is none of src/networks/blocks.ts's
 */
export function forward(network: TrainingNetwork, input: tf.Tensor4D, onStatistics?: OnStatistics): tf.Tensor[] {
  const values = new Map<string, tf.Tensor>([[network.input, input]])
  for (const node of network.graph.values()) {
    if (node.className === 'InputLayer') continue
    const inputs = node.inputs.map((name) => values.get(name) as tf.Tensor)
    values.set(node.name, run(node, inputs, onStatistics))
  }
  return network.outputs.map((name) => values.get(name) as tf.Tensor)
}

function run(node: GraphNode, inputs: readonly tf.Tensor[], onStatistics?: OnStatistics): tf.Tensor {
  const x = inputs[0] as tf.Tensor4D
  const weight = (name: string) => node.weights.get(name) as tf.Tensor
  const biased = (y: tf.Tensor) => (node.weights.has('bias') ? tf.add(y, weight('bias')) : y)
  switch (node.className) {
    case 'Conv2D': {
      const [stride] = node.config.strides as [number]
      return biased(tf.conv2d(x, weight('kernel') as tf.Tensor4D, stride, 'same'))
    }
    case 'Conv2DTranspose': {
      const [stride] = node.config.strides as [number]
      const kernel = weight('kernel') as tf.Tensor4D
      const shape: [number, number, number, number] = [
        x.shape[0],
        x.shape[1] * stride,
        x.shape[2] * stride,
        kernel.shape[2],
      ]
      return biased(tf.conv2dTranspose(x, kernel, shape, stride, 'same'))
    }
    case 'BatchNormalization':
      return normalise(node, x, onStatistics)
    case 'Activation':
      return tf.relu(x)
    case 'Add':
      return tf.add(x, inputs[1] as tf.Tensor)
    case 'UpSampling2D': {
      const [factor] = node.config.size as [number]
      return enlarge(x, factor)
    }
    case 'MaxPooling2D':
      return tf.maxPool(x, 2, 2, 'valid')
    case 'Flatten':
      return tf.reshape(x, [x.shape[0], -1])
    case 'Dense':
      return biased(tf.matMul(x as unknown as tf.Tensor2D, weight('kernel') as tf.Tensor2D))
    default:
      throw new Error(`Layer ${node.name} is a ${node.className}, which cannot be trained here.`)
  }
}

function normalise(node: GraphNode, x: tf.Tensor4D, onStatistics?: OnStatistics): tf.Tensor {
  const weight = (name: string) => node.weights.get(name) as tf.Tensor
  let mean = weight('moving_mean')
  let variance = weight('moving_variance')
  if (onStatistics) {
    const rows = x.shape[0] * x.shape[1] * x.shape[2]
    mean = tf.div(sumOfRows(x), rows)
    variance = tf.div(sumOfRows(tf.square(tf.sub(x, mean))), rows)
    onStatistics(node.name, tf.keep(tf.clone(mean)), tf.keep(tf.clone(variance)))
  }
  const scale = tf.mul(weight('gamma'), tf.rsqrt(tf.add(variance, node.config.epsilon as number)))
  return affine(x, scale, tf.sub(weight('beta'), tf.mul(mean, scale)))
}

/** x·scale + shift a channel. tfjs's own gradient of a batch norm tiles its vectors to the size of x, which takes most of a step. */
function affine(x: tf.Tensor4D, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  const op = tf.customGrad((a, b, c, save) => {
    const [input, factor] = [a as tf.Tensor, b as tf.Tensor]
    ;(save as tf.GradSaveFunc)([input, factor])
    return {
      value: tf.add(tf.mul(input, factor), c as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [before, by] = saved as [tf.Tensor, tf.Tensor]
        return [tf.mul(dy, by), sumOfRows(tf.mul(dy, before)), sumOfRows(dy)]
      },
    }
  })
  return op(x, scale, shift)
}

/** `[…,C]` → `[C]`, as a product with ones: sums over outer axes are slow on wasm. */
function sumOfRows(x: tf.Tensor): tf.Tensor {
  const channels = x.shape[x.rank - 1] as number
  const flat = tf.reshape(x, [-1, channels]) as tf.Tensor2D
  return tf.reshape(tf.matMul(tf.ones([1, flat.shape[0]]) as tf.Tensor2D, flat), [channels])
}

/** Nearest-neighbour enlargement. Its gradient is a sum over squares; the cpu backend's own is wrong for batches. */
function enlarge(x: tf.Tensor4D, factor: number): tf.Tensor {
  const op = tf.customGrad((a) => {
    const input = a as tf.Tensor4D
    return {
      value: tf.image.resizeNearestNeighbor(input, [input.shape[1] * factor, input.shape[2] * factor]),
      gradFunc: (dy: tf.Tensor) => tf.mul(tf.avgPool(dy as tf.Tensor4D, factor, factor, 'valid'), factor * factor),
    }
  })
  return op(x)
}
