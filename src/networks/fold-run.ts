/** Runs a folded network step by step; every intermediate result is freed right after its last reader. */
import * as tf from '@tensorflow/tfjs-core'
import type { Step } from './fold-steps.ts'
import { winograd } from './winograd.ts'

/** Returns the tensors of `outputs` in order; the caller disposes them. `input` is left alone. */
export function runSteps(
  steps: readonly Step[],
  inputSlot: string,
  input: tf.Tensor4D,
  outputs: readonly string[],
): tf.Tensor[] {
  const slots = new Map<string, tf.Tensor>([[inputSlot, input]])
  const lastReader = new Map<string, number>()
  steps.forEach((step, index) => {
    for (const name of step.inputs) lastReader.set(name, index)
  })
  steps.forEach((step, index) => {
    const inputs = step.inputs.map((name) => slots.get(name) as tf.Tensor)
    slots.set(
      step.output,
      tf.tidy(() => runStep(step, inputs)),
    )
    for (const name of new Set(step.inputs)) {
      if (lastReader.get(name) !== index || name === inputSlot || outputs.includes(name)) continue
      slots.get(name)?.dispose()
      slots.delete(name)
    }
  })
  return outputs.map((name) => slots.get(name) as tf.Tensor)
}

function runStep(step: Step, inputs: readonly tf.Tensor[]): tf.Tensor {
  const x = inputs[0] as tf.Tensor4D
  switch (step.kind) {
    case 'conv': {
      const [filter, bias, transformed] = step.weights
      if (transformed) return winograd(x, transformed, bias, step.relu)
      return convolve(x, filter, bias, step.stride, 'same', step.relu)
    }
    case 'deconv':
      return deconvolve(x, step.weights, step.relu)
    case 'dense':
      return tf.add(tf.matMul(x as unknown as tf.Tensor2D, step.weights[0]), step.weights[1])
    case 'add': {
      const sum = tf.add(x, inputs[1] as tf.Tensor)
      return step.relu ? tf.relu(sum) : sum
    }
    case 'enlarge':
      return tf.image.resizeNearestNeighbor(x, [x.shape[1] * step.factor, x.shape[2] * step.factor])
    case 'relu':
      return tf.relu(x)
    case 'pool':
      return tf.maxPool(x, 2, 2, 'valid')
    case 'flatten':
      return tf.reshape(x, [x.shape[0], -1])
  }
}

type Padding = 'same' | [[number, number], [number, number], [number, number], [number, number]]

function convolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  strides: number,
  pad: Padding,
  relu: boolean,
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, strides, pad, bias, activation: relu ? 'relu' : 'linear' })
}

/** `[B,H,W,C]` → `[B,2H,2W,out]`: see fold-steps.ts. Rows interleave as one concatenation of whole rows. */
function deconvolve(
  x: tf.Tensor4D,
  [evenFilter, oddFilter, bias]: readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D],
  relu: boolean,
): tf.Tensor4D {
  const [batch, height, width] = x.shape
  const none: [number, number] = [0, 0]
  const before: [number, number] = [1, 0]
  const even = convolve(x, evenFilter, bias, 1, [none, before, before, none], relu)
  const odd = convolve(x, oddFilter, bias, 1, [none, none, before, none], relu)
  const channels = bias.shape[0] / 2
  const rows = [even, odd].map((phase) => tf.reshape(phase, [batch * height, 2 * width * channels]))
  return tf.reshape(tf.concat(rows, 1), [batch, 2 * height, 2 * width, channels])
}
