/** Runs a folded network step by step; every intermediate result is freed right after its last reader. */
import * as tf from '@tensorflow/tfjs-core'
import { EVEN_ROWS, ODD_ROWS, type Step } from './fold-steps.ts'
import { convolve } from './own-kernels.ts'

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
    case 'conv':
      return convolve(x, step.weights[0], step.prepared[0], step.weights[1], { ...step, pad: 'same' }, inputs[1])
    case 'deconv':
      return deconvolve(x, step)
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

/** `[B,H,W,C]` → `[B,2H,2W,out]`: see fold-steps.ts. Rows interleave as one concatenation of whole rows. */
function deconvolve(x: tf.Tensor4D, { weights, prepared, relu }: Extract<Step, { kind: 'deconv' }>): tf.Tensor4D {
  const [evenFilter, oddFilter, bias] = weights
  const [batch, height, width] = x.shape
  const even = convolve(x, evenFilter, prepared[0], bias, { stride: 1, pad: EVEN_ROWS, relu })
  const odd = convolve(x, oddFilter, prepared[1], bias, { stride: 1, pad: ODD_ROWS, relu })
  const channels = bias.shape[0] / 2
  const rows = [even, odd].map((phase) => tf.reshape(phase, [batch * height, 2 * width * channels]))
  return tf.reshape(tf.concat(rows, 1), [batch, 2 * height, 2 * width, channels])
}
