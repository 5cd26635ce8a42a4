/** Bytes that a folded network moves at least: every step reads its inputs and weights once and writes its output once, as float32. */
import type { FoldedNetwork } from './fold.ts'
import type { Step } from './fold-steps.ts'

export interface Traffic {
  /** For one input of the batch. */
  readonly activations: number
  /** For the whole batch. */
  readonly weights: number
}

const FLOAT_BYTES = 4

type Shape = readonly [height: number, width: number, channels: number]

/** One pass for an input of `height`×`width` px and three channels. */
export function trafficOf({ steps }: Pick<FoldedNetwork, 'steps'>, height: number, width: number): Traffic {
  const shapes = new Map<string, Shape>()
  let [activations, weights] = [0, 0]
  const size = ([rows, columns, channels]: Shape) => rows * columns * channels
  for (const step of steps) {
    const inputs = step.inputs.map((name): Shape => shapes.get(name) ?? [height, width, 3])
    const output = outputOf(step, inputs[0] as Shape)
    shapes.set(step.output, output)
    // A flatten moves nothing.
    if (step.kind !== 'flatten') activations += size(output) + inputs.reduce((sum, input) => sum + size(input), 0)
    if ('weights' in step) weights += step.weights.reduce((sum, tensor) => sum + tensor.size, 0)
  }
  return { activations: activations * FLOAT_BYTES, weights: weights * FLOAT_BYTES }
}

function outputOf(step: Step, [height, width, channels]: Shape): Shape {
  switch (step.kind) {
    case 'conv': {
      const [filter] = step.weights
      return [Math.ceil(height / step.stride), Math.ceil(width / step.stride), filter.shape[3]]
    }
    case 'deconv':
      // Two phases a row, see fold-steps.ts.
      return [2 * height, 2 * width, (step.weights[2].shape[0] as number) / 2]
    case 'dense':
      return [1, 1, step.weights[0].shape[1]]
    case 'enlarge':
      return [height * step.factor, width * step.factor, channels]
    case 'pool':
      return [Math.floor(height / 2), Math.floor(width / 2), channels]
    case 'flatten':
      return [1, 1, height * width * channels]
    case 'add':
    case 'relu':
      return [height, width, channels]
  }
}
