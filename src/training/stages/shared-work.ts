/** A step's batch in parts as plain data, and what a second worker is asked and answers. */
import type { Crop } from '../samples/crops.ts'
import type { WeightArrays } from '../weights.ts'

/** A part of a step's batch as plain data, which may be sent to another worker. */
export interface PartCrops {
  readonly crops: readonly Crop[]
  /** Whether the shipped network's answers are what is learned from them, instead of labels. */
  readonly taught: boolean
}

/** Of a whole step, by which each part's loss is weighed. */
export interface PartCounts {
  readonly learning: number
  readonly taught: number
}

/** What a helper is asked for, as plain data. */
export interface SharedWork {
  readonly parts: readonly PartCrops[]
  /** Of the whole step. */
  readonly counts: PartCounts
  readonly cropSize: number
  readonly distillation: number
  /** All of the network's, statistics included. */
  readonly weights: WeightArrays
}

/** Means over the parts that were asked for. */
export interface SharedAnswer {
  readonly gradients: WeightArrays
  readonly losses: Readonly<Record<string, number>>
}

/** Another worker with the same shipped network. */
export interface Helper {
  /** Null where it is not ready or is gone; never rejects. */
  ask(work: SharedWork): Promise<SharedAnswer | null>
}
