/** What the trainer says while it works, and what it keeps so that a closed tab can go on. */
import type { Cascade } from '../detection/cascade.ts'
import type { Face } from '../detection/face.ts'
import type { NetworkName } from '../networks/preset.ts'
import type { AdamState } from './adam.ts'
import type { AverageState } from './average.ts'
import type { FinetuneSettings } from './settings.ts'
import type { WeightArrays } from './weights.ts'

export type StageName = 'mbfcn' | 'second'

export interface TrainingProgress {
  readonly stage: StageName | 'measuring' | 'restoring' | 'mining' | 'statistics' | 'choosing' | 'calibrating'
  readonly done: number
  readonly total: number
  /** Of the last step, by name; the second stage's `realRight` and `generatedRight` are D's accuracies, 0 to 1. */
  readonly losses?: Readonly<Record<string, number>>
  /** On the select pictures, where they were just looked at; of the best so far where several weights are tried one after the other. */
  readonly ap?: number | null
  /** Milliseconds of the last step. */
  readonly milliseconds?: number
  /** A remark for the person: a step back, a collapse, a part left out. */
  readonly notice?: string
  /** Where a run can go on from; offered after every step, copied only when called, before the next step is asked for. */
  readonly checkpoint?: () => Promise<Checkpoint>
}

/** Plain data: can be cloned to another thread and stored. */
export interface Checkpoint {
  readonly version: 1
  readonly stage: StageName
  /** Steps of the stage that are done. */
  readonly step: number
  /** By how much guard rails lowered the rate. */
  readonly rateFactor: number
  readonly weights: Readonly<Partial<Record<NetworkName, WeightArrays>>>
  readonly optimisers: Readonly<Partial<Record<NetworkName, AdamState>>>
  readonly averages: Readonly<Partial<Record<NetworkName, AverageState>>>
  readonly best: Best | null
  readonly cascade: Cascade
  /** What the rounds that are over have learned; absent in older checkpoints. */
  readonly finished?: readonly Readonly<Partial<Record<NetworkName, WeightArrays>>>[]
}

export interface Best {
  readonly ap: number
  readonly weights: Readonly<Partial<Record<NetworkName, WeightArrays>>>
}

export interface Precision {
  /** Of all faces of 4 px or more, at IoU 0.5; null without faces. */
  readonly ap: number | null
  readonly recallAtOneFalsePositive: number | null
  /** AP of the faces of one band of heights each. */
  readonly bands: readonly { readonly band: string; readonly faces: number; readonly ap: number | null }[]
}

export interface FinetuneResult {
  /** False where nothing got better on the select pictures: the networks have their old weights. */
  readonly improved: boolean
  readonly cascade: Cascade
  /** On the pictures that choose: `after` in rounds, each picture by the round that did not learn from it. */
  readonly before: Precision
  readonly after: Precision
  /** On the report pictures; null where there are none. */
  readonly report: { readonly before: Precision; readonly after: Precision } | null
  /** What was found in the report pictures (the select ones where there are none), highest score first. */
  readonly pictures: readonly {
    readonly name: string
    readonly before: readonly Face[]
    readonly after: readonly Face[]
  }[]
  /** Share of the way from old to new weights that was kept, by stage. */
  readonly kept: Readonly<Partial<Record<StageName, number>>>
  readonly notices: readonly string[]
}

/** Labels that cannot train; `message` says why and what to do. */
export class TrainingRefused extends Error {
  override readonly name = 'TrainingRefused'
}

export interface Measured {
  /** Of a step; null where the stage is left out. */
  readonly mbfcnStep: number | null
  readonly secondStep: number | null
  /** Milliseconds to look at all pictures that choose. */
  readonly look: number
  /** Most that tensors take at a time. */
  readonly peakBytes: number
}

export interface PartCount {
  readonly pictures: number
  readonly faces: number
}

export interface TrainingPlan {
  /** Why these labels cannot train, with the remedy; null where they can. Then nothing else is measured. */
  readonly refusal: string | null
  readonly parts: { readonly train: PartCount; readonly select: PartCount; readonly report: PartCount }
  /** In how many rounds the train and the select pictures take turns; 1: they do not. */
  readonly rounds: number
  /** Faces tall enough to make low/high pairs of. */
  readonly tallFaces: number
  /** Milliseconds, all looks and choices included. */
  readonly milliseconds: number
  readonly measured: Measured
  /** With a micro-batch that the memory holds. */
  readonly settings: FinetuneSettings
}
