/** A LayersModel as plain nodes in the order in which they can run. */
import type { Tensor } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

export interface GraphNode {
  readonly name: string
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
  /** Names of the layers that feed this one. */
  readonly inputs: readonly string[]
  /** The layer's own tensors, by the last part of their names (kernel, bias, gamma, …). The model owns them. */
  readonly weights: ReadonlyMap<string, Tensor>
}

/** What of a layer is read here; tfjs-layers keeps some of it out of its types. */
interface LayerInside {
  readonly name: string
  readonly inboundNodes: readonly { readonly inboundLayers: readonly { readonly name: string }[] }[]
  readonly weights: readonly { readonly originalName: string; read(): Tensor }[]
  getClassName(): string
  getConfig(): Record<string, unknown>
}

/** Nodes by name, every node after the ones that it reads. Each layer must be used once. */
export function graphOf(model: LayersModel): ReadonlyMap<string, GraphNode> {
  const layers = new Map(model.layers.map((layer) => [layer.name, layer as unknown as LayerInside]))
  const nodes = new Map<string, GraphNode>()
  const visit = (layer: LayerInside) => {
    if (nodes.has(layer.name)) return
    const inputs = (layer.inboundNodes[0]?.inboundLayers ?? []).map(({ name }) => name)
    for (const name of inputs) visit(layers.get(name) as LayerInside)
    nodes.set(layer.name, {
      name: layer.name,
      className: layer.getClassName(),
      config: layer.getConfig(),
      inputs,
      weights: new Map(layer.weights.map((weight) => [weight.originalName.split('/').pop() as string, weight.read()])),
    })
  }
  for (const layer of layers.values()) visit(layer)
  return nodes
}
