/** What a person may change about fine-tuning, and the defaults. */
import { type ObjectiveWeights, paperWeights } from './losses/weights.ts'
import type { SplitShares } from './samples/labelled.ts'
import type { Scope } from './weights.ts'

export interface ProposalSettings {
  /** In all rounds together. */
  readonly steps: number
  /** Crops in a step, and how many of them go through the network at once. */
  readonly batch: number
  readonly microBatch: number
  /** Side of a crop in px: a multiple of 96. */
  readonly cropSize: number
  readonly rate: number
  readonly scope: Scope
  /** Shares, 0 to 1, of the way from batch norm's old statistics to the user's pictures' that are tried on the select pictures. */
  readonly statistics: readonly number[]
  /** Weight of the distillation from the shipped network, and crops of it in a step. */
  readonly distillation: number
  readonly distilled: number
  /** Share of the way back to the old weights that a step of rate 1 goes, where the Fisher information is 1, its mean. */
  readonly pull: number
  /** Times that the select pictures are looked at while it learns, at least once in each round. */
  readonly evaluations: number
}

export interface SecondStageSettings {
  /** Which of the two networks learns; the other one rests and is still asked. */
  readonly learns: { readonly generator: boolean; readonly discriminator: boolean }
  /** The paper's α and β, and the weight of fc_box's loss. */
  readonly weights: ObjectiveWeights
  readonly steps: number
  /** Rows in a step: low/high pairs, real tiny ROIs, direct ROIs. */
  readonly pairs: number
  readonly tiny: number
  readonly direct: number
  readonly generatorRate: number
  readonly discriminatorRate: number
  /** Standard deviation of Gaussian noise on the generator's input, which spans −1…1. */
  readonly inputNoise: number
  readonly evaluations: number
}

export interface FinetuneSettings {
  readonly seed: number
  readonly shares: SplitShares
  /** Rounds of `roundsOf` in which MB-FCN learns where it learns alone; what they learned is averaged. Absent in older runs: 1. */
  readonly rounds?: number
  /** Whether restoring the pictures first is tried, before anything learns; absent in older runs: it is not. */
  readonly restore?: boolean
  /** Null leaves a part out. */
  readonly mbfcn: ProposalSettings | null
  readonly second: SecondStageSettings | null
  readonly calibrate: boolean
  /** Shares of the way from the old weights to the new that are tried on the select pictures. */
  readonly interpolations: readonly number[]
}

/** For whoever switches generator and discriminator in: the paper's α and β. */
export const secondStageDefaults: SecondStageSettings = {
  learns: { generator: true, discriminator: true },
  weights: paperWeights,
  steps: 100,
  pairs: 6,
  tiny: 8,
  direct: 6,
  generatorRate: 1e-4,
  discriminatorRate: 2e-4,
  inputNoise: 0,
  evaluations: 2,
}

/** MB-FCN and the calibration alone: what gains most in minutes. */
export const defaultSettings: FinetuneSettings = {
  seed: 1,
  shares: { train: 0.6, select: 0.2, report: 0.2 },
  rounds: 3,
  restore: true,
  mbfcn: {
    steps: 300,
    batch: 8,
    microBatch: 8,
    cropSize: 192,
    rate: 7e-4,
    scope: 'all',
    statistics: [0.3],
    distillation: 0.3,
    distilled: 2,
    pull: 0.001,
    evaluations: 3,
  },
  second: null,
  calibrate: true,
  interpolations: [0.5, 1],
}
