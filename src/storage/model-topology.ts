/** The shape of a preset's networks as their shipped model.json says it: what every model of that preset must fit. */
import type { NetworkName } from '../networks/preset.ts'

export interface WeightSpec {
  readonly name: string
  readonly shape: readonly number[]
}

/** The parts of tfjs's layers-model file that matter here. */
export interface Topology {
  readonly modelTopology: unknown
  readonly weights: readonly WeightSpec[]
}

export type Topologies = Readonly<Partial<Record<NetworkName, Topology>>>

/** The content of a model.json; null where it is none of tfjs's layers format. */
export function readTopology(json: unknown): Topology | null {
  const { modelTopology, weightsManifest } = (json ?? {}) as { modelTopology?: unknown; weightsManifest?: unknown }
  if (typeof modelTopology !== 'object' || modelTopology === null || !Array.isArray(weightsManifest)) return null
  const weights: WeightSpec[] = []
  for (const group of weightsManifest) {
    const list = (group as { weights?: unknown } | null)?.weights
    if (!Array.isArray(list)) return null
    for (const entry of list) {
      const { name, shape } = (entry ?? {}) as { name?: unknown; shape?: unknown }
      if (
        typeof name !== 'string' ||
        !Array.isArray(shape) ||
        !shape.every((side) => Number.isInteger(side) && side > 0)
      )
        return null
      weights.push({ name, shape: shape as number[] })
    }
  }
  return weights.length > 0 ? { modelTopology, weights } : null
}

export const sizeOf = ({ shape }: WeightSpec) => shape.reduce((product, side) => product * side, 1)
