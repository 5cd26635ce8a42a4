/** Multiply-adds of a network, layer by layer, from its topology. */
import type { LayersModel } from '@tensorflow/tfjs-layers'

interface LayerLike {
  getClassName(): string
  readonly name: string
  readonly inputShape: unknown
  getConfig(): Record<string, unknown>
  readonly weights: readonly { readonly shape: readonly (number | null)[] }[]
}

export interface LayerCost {
  readonly layer: string
  readonly multiplyAdds: number
}

/**
 * Multiply-adds of one forward pass for one input of `height`×`width` px; batch norm, ReLU and sums are not counted.
 * Follows strides of convolutions, de-convolutions, pools and enlargements through the graph.
 */
export function costOf(model: LayersModel, height: number, width: number): LayerCost[] {
  const sizes = new Map<string, readonly [number, number]>()
  const costs: LayerCost[] = []
  for (const layer of model.layers) {
    const node = layer.inboundNodes[0]
    const inbound = (node as unknown as { inboundLayers: { name: string }[] } | undefined)?.inboundLayers ?? []
    const from = inbound[0] ? (sizes.get(inbound[0].name) ?? [height, width]) : ([height, width] as const)
    const [size, multiplyAdds] = step(layer as unknown as LayerLike, from)
    sizes.set(layer.name, size)
    if (multiplyAdds > 0) costs.push({ layer: layer.name, multiplyAdds })
  }
  return costs
}

/** Sum of `costOf`, in multiply-adds. */
export function totalCost(model: LayersModel, height: number, width: number): number {
  return costOf(model, height, width).reduce((sum, cost) => sum + cost.multiplyAdds, 0)
}

function step(layer: LayerLike, [height, width]: readonly [number, number]): [readonly [number, number], number] {
  const config = layer.getConfig()
  const kernel = layer.weights[0]?.shape.reduce<number>((product, side) => product * (side ?? 1), 1) ?? 0
  switch (layer.getClassName()) {
    case 'Conv2D': {
      const [down] = config.strides as [number]
      const size = [Math.ceil(height / down), Math.ceil(width / down)] as const
      return [size, kernel * size[0] * size[1]]
    }
    case 'Conv2DTranspose': {
      const [up] = config.strides as [number]
      return [[height * up, width * up], kernel * height * width]
    }
    case 'MaxPooling2D':
      return [[Math.floor(height / 2), Math.floor(width / 2)], 0]
    case 'UpSampling2D': {
      const [up] = config.size as [number]
      return [[height * up, width * up], 0]
    }
    case 'Dense':
      return [[1, 1], kernel]
    default:
      return [[height, width], 0]
  }
}
