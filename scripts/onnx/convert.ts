/** A network of src/networks as a graph of ONNX operators: channels first, batch normalisation folded into its convolution. */
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type GraphNode, graphOf } from '../../src/networks/graph.ts'
import { type Converted, convolution, deconvolution, dense } from './layers.ts'
import type { OnnxGraph, OnnxNode, OnnxValue } from './model-file.ts'

/** What is known of a value: the shape `[batch, channels, height, width]` or `[batch, channels]`, sides by name where free. */
interface Known {
  readonly name: string
  readonly channels: number
  /** Height and width: a number of px where the network fixes it, else how many times the input's it is. */
  readonly sides: readonly Side[]
}

type Side = { readonly px: number } | { readonly input: 'height' | 'width'; readonly times: number }

/**
 * Converts a model, which stays the caller's. Input `[batch,3,height,width]`, RGB scaled to −1…1; outputs in the model's order,
 * named by their layers, `[batch,channels,height,width]` or `[batch,units]`. @throws Error on a layer that is none of
 * src/networks/blocks.ts's.
 */
export function convertNetwork(
  model: LayersModel,
  description: string,
  metadata: Readonly<Record<string, string>> = {},
): OnnxGraph {
  const graph = graphOf(model)
  const wanted = model.outputLayers.map(({ name }) => name)
  const values = new Map<string, Known>()
  const folded = new Set<string>()
  const parts: Converted[] = []
  let input: OnnxValue | undefined

  for (const node of graph.values()) {
    if (folded.has(node.name)) continue
    const [from, other] = node.inputs.map((name) => values.get(name) as Known)
    if (node.className === 'InputLayer') {
      const known = inputOf(node)
      values.set(node.name, known)
      input = describe(known, 'RGB scaled to −1…1: value / 127.5 − 1')
      continue
    }
    if (!from) throw new Error(`Layer ${node.name} has no input.`)
    const norm = normOf(graph, node, wanted)
    if (norm) folded.add(norm.name)
    const { part, known } = convertLayer(node, norm, from, other)
    parts.push(part)
    values.set(node.name, known)
    if (norm) values.set(norm.name, known)
  }
  if (!input) throw new Error('The network has no input.')
  return {
    name: model.name,
    description,
    nodes: parts.flatMap(({ nodes }) => nodes),
    constants: parts.flatMap(({ constants }) => constants),
    inputs: [input],
    outputs: wanted.map((name) => describe(values.get(name) as Known, '')),
    metadata,
  }
}

function convertLayer(node: GraphNode, norm: GraphNode | undefined, from: Known, other: Known | undefined) {
  const { name, config } = node
  const only = (operator: string, attributes: OnnxNode['attributes'] = {}, inputs = [from.name]) => ({
    nodes: [{ operator, inputs, output: name, attributes }],
    constants: [],
  })
  const known = (channels: number, sides: readonly Side[]) => ({ name: norm?.name ?? name, channels, sides })
  switch (node.className) {
    case 'Conv2D': {
      const [stride] = config.strides as [number]
      const sides = stride === 1 ? from.sides : resized(from.sides, 1 / stride, Math.ceil)
      return { part: convolution(node, norm, from.name), known: known(config.filters as number, sides) }
    }
    case 'Conv2DTranspose': {
      const [stride] = config.strides as [number]
      const sides = resized(from.sides, stride)
      return { part: deconvolution(node, norm, from.name), known: known(config.filters as number, sides) }
    }
    case 'Dense':
      return { part: dense(node, from.name, from.channels), known: known(config.units as number, []) }
    case 'Activation':
      if (config.activation !== 'relu') throw new Error(`${name}: activation ${String(config.activation)} is unknown.`)
      return { part: only('Relu'), known: known(from.channels, from.sides) }
    case 'Add':
      return { part: only('Add', {}, [from.name, (other as Known).name]), known: known(from.channels, from.sides) }
    case 'MaxPooling2D': {
      const window = { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } }
      return { part: only('MaxPool', window), known: known(from.channels, resized(from.sides, 1 / 2, Math.floor)) }
    }
    case 'UpSampling2D': {
      const [factor] = config.size as [number]
      return { part: enlargement(name, from.name, factor), known: known(from.channels, resized(from.sides, factor)) }
    }
    case 'Flatten':
      // The count of channels stays: `dense` needs it to find its way among the flattened values.
      return { part: only('Flatten', { axis: { int: 1 } }), known: known(from.channels, []) }
    default:
      throw new Error(`Layer ${name} is a ${node.className}, which cannot be exported.`)
  }
}

/** Nearest neighbour as a pure repetition: pixel i comes from ⌊i / factor⌋. */
function enlargement(name: string, input: string, factor: number): Converted {
  const attributes = {
    mode: { text: 'nearest' },
    coordinate_transformation_mode: { text: 'asymmetric' },
    nearest_mode: { text: 'floor' },
  }
  const scales = { name: `${name}/scales`, shape: [4], values: [1, 1, factor, factor] }
  return {
    nodes: [{ operator: 'Resize', inputs: [input, '', scales.name], output: name, attributes }],
    constants: [scales],
  }
}

function normOf(graph: ReadonlyMap<string, GraphNode>, node: GraphNode, outputs: readonly string[]) {
  if (!node.className.startsWith('Conv2D') || outputs.includes(node.name)) return undefined
  const users = [...graph.values()].filter(({ inputs }) => inputs.includes(node.name))
  return users.length === 1 && users[0]?.className === 'BatchNormalization' ? users[0] : undefined
}

function inputOf({ name, config }: GraphNode): Known {
  const [, height, width, channels] = config.batchInputShape as (number | null)[]
  const side = (px: number | null | undefined, input: 'height' | 'width') => (px ? { px } : { input, times: 1 })
  return { name, channels: channels as number, sides: [side(height, 'height'), side(width, 'width')] }
}

function resized(sides: readonly Side[], by: number, round: (px: number) => number = (px) => px): Side[] {
  return sides.map((side) => ('px' in side ? { px: round(side.px * by) } : { ...side, times: side.times * by }))
}

function describe({ name, channels, sides }: Known, description: string): OnnxValue {
  const side = (one: Side) => {
    if ('px' in one) return one.px
    if (one.times === 1) return one.input
    return one.times > 1 ? `${one.times}*${one.input}` : `${one.input}/${1 / one.times}`
  }
  return { name, shape: ['batch', channels, ...sides.map(side)], description }
}
