/** Layers that carry weights as ONNX operators: TensorFlow's orders of dimensions and its SAME padding in ONNX's terms. */
import type { GraphNode } from '../../src/networks/graph.ts'
import type { Attribute, OnnxConstant, OnnxNode } from './model-file.ts'

export interface Converted {
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxConstant[]
}

/** Conv2D with the batch normalisation behind it folded into kernel and bias; the result is called after the last of both. */
export function convolution(node: GraphNode, norm: GraphNode | undefined, input: string): Converted {
  const kernel = weightOf(node, 'kernel')
  const [height, width, ins, outs] = kernel.shape as [number, number, number, number]
  const [stride] = node.config.strides as [number]
  const { scale, bias } = normalisation(node, norm, outs)
  const values = permuted([outs, ins, height, width], ([o, i, y, x]) => {
    return kernel.at(((y * width + x) * ins + i) * outs + o) * (scale[o] as number)
  })
  // With stride 1 the padding is known. With more it depends on the input's size: one row less at the start than at the end
  // where the size is even.
  const padding: Record<string, Attribute> =
    stride === 1
      ? { pads: { ints: pads([height - 1, width - 1]) } }
      : { auto_pad: { text: 'SAME_UPPER' }, strides: { ints: [stride, stride] } }
  const attributes = { kernel_shape: { ints: [height, width] }, ...padding }
  return weighted('Conv', norm ?? node, input, attributes, [outs, ins, height, width], values, bias)
}

/** Conv2DTranspose, whose result has `stride` times the input's sides: what the kernel reaches beyond is cut, at the end first. */
export function deconvolution(node: GraphNode, norm: GraphNode | undefined, input: string): Converted {
  const kernel = weightOf(node, 'kernel')
  const [height, width, outs, ins] = kernel.shape as [number, number, number, number]
  const [stride] = node.config.strides as [number]
  if (height < stride || width < stride) throw new Error(`${node.name} leaves gaps: its kernel is below its stride.`)
  const { scale, bias } = normalisation(node, norm, outs)
  const values = permuted([ins, outs, height, width], ([i, o, y, x]) => {
    return kernel.at(((y * width + x) * outs + o) * ins + i) * (scale[o] as number)
  })
  const attributes = {
    kernel_shape: { ints: [height, width] },
    strides: { ints: [stride, stride] },
    pads: { ints: pads([height - stride, width - stride]) },
  }
  return weighted('ConvTranspose', norm ?? node, input, attributes, [ins, outs, height, width], values, bias)
}

/** Dense behind Flatten. Keras flattens height, width, channels; ONNX's tensors come channels first, so the kernel's rows move. */
export function dense(node: GraphNode, input: string, channels: number): Converted {
  const kernel = weightOf(node, 'kernel')
  const [rows, units] = kernel.shape as [number, number]
  const pixels = rows / channels
  const values = permuted([1, channels, pixels, units], ([, channel, pixel, unit]) =>
    kernel.at((pixel * channels + channel) * units + unit),
  )
  return weighted('Gemm', node, input, {}, [rows, units], values, Array.from(weightOf(node, 'bias').values))
}

function weighted(
  operator: string,
  { name }: GraphNode,
  input: string,
  attributes: Record<string, Attribute>,
  shape: readonly number[],
  values: Float32Array,
  bias: readonly number[],
): Converted {
  const [kernelName, biasName] = [`${name}/kernel`, `${name}/bias`]
  return {
    nodes: [{ operator, inputs: [input, kernelName, biasName], output: name, attributes }],
    constants: [
      { name: kernelName, shape, values },
      { name: biasName, shape: [bias.length], values: bias },
    ],
  }
}

/** γ(x + b − μ)/√(σ² + ε) + β as scale·x + bias, in double precision. */
function normalisation(node: GraphNode, norm: GraphNode | undefined, channels: number) {
  const own = node.weights.has('bias') ? weightOf(node, 'bias') : null
  const bias = Array.from({ length: channels }, (_, c) => own?.at(c) ?? 0)
  if (!norm) return { scale: bias.map(() => 1), bias }
  const [gamma, beta] = [weightOf(norm, 'gamma'), weightOf(norm, 'beta')]
  const [mean, variance] = [weightOf(norm, 'moving_mean'), weightOf(norm, 'moving_variance')]
  const scale = bias.map((_, c) => gamma.at(c) / Math.sqrt(variance.at(c) + (norm.config.epsilon as number)))
  return { scale, bias: bias.map((value, c) => (value - mean.at(c)) * (scale[c] as number) + beta.at(c)) }
}

/** ONNX's order: what is padded or cut at the start of both axes, then at their ends. The odd one is at the end. */
function pads(totals: readonly [number, number]): number[] {
  return [...totals.map((total) => Math.floor(total / 2)), ...totals.map((total) => Math.ceil(total / 2))]
}

type Four = readonly [number, number, number, number]

/** An array of the given shape, row by row, whose elements come from their positions. */
function permuted([as, bs, cs, ds]: Four, value: (position: Four) => number): Float32Array {
  const result = new Float32Array(as * bs * cs * ds)
  let index = 0
  for (let a = 0; a < as; a++)
    for (let b = 0; b < bs; b++)
      for (let c = 0; c < cs; c++) for (let d = 0; d < ds; d++) result[index++] = value([a, b, c, d])
  return result
}

function weightOf(node: GraphNode, name: string) {
  const tensor = node.weights.get(name)
  if (!tensor) throw new Error(`Layer ${node.name} has no ${name}.`)
  const values = tensor.dataSync()
  return { shape: tensor.shape, values, at: (index: number) => values[index] as number }
}
