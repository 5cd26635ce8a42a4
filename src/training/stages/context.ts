/** What every stage of a run works with. */
import type { Cascade } from '../../detection/cascade.ts'
import type { Shapes } from '../../detection/plan.ts'
import { seededRandom } from '../../metrics/random.ts'
import type { NetworkName, Preset } from '../../networks/preset.ts'
import type { Fisher } from '../fisher.ts'
import type { StageWeights } from '../guard.ts'
import { foldDetector, type Looked, lookAt, type Networks, precisionOf } from '../measure.ts'
import type { Checkpoint } from '../progress.ts'
import type { Labelled, Split } from '../samples/labelled.ts'
import { copyWeights, interpolateWeights, writeWeights } from '../weights.ts'
import type { Helper } from './shared-work.ts'

export interface StageContext {
  readonly networks: Networks
  readonly preset: Preset
  readonly cascade: Cascade
  readonly shapes: Shapes
  readonly split: Split
  /** Labelled pictures of the old kind, such as the made crowd: distillation's, and a check that the old skill stays. */
  readonly rehearsal: readonly Labelled[]
  /** How strongly each of MB-FCN's weights is pulled back; null: all alike. */
  readonly fisher: Fisher | null
  /** Another worker, which computes half of MB-FCN's gradients. */
  readonly helper: Helper | null
  readonly seed: number
  readonly signal?: AbortSignal
  /** True ends the learning before its last step. */
  readonly enough?: () => boolean
  /** Where this stage goes on from. */
  readonly resumed: Checkpoint | null
}

/** The same numbers for a step in every run, resumed or not. */
export function randomOfStep(seed: number, step: number): () => number {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b))
  // The first numbers of near seeds are alike.
  for (let index = 0; index < 4; index++) random()
  return random
}

/** Share of the rate in a stage: a tenth to warm up, then a cosine down to a twentieth. */
export function rateShare(step: number, steps: number): number {
  const warm = Math.max(1, Math.round(steps / 10))
  if (step < warm) return (step + 1) / warm
  const over = (step - warm) / Math.max(1, steps - warm)
  return 0.05 + 0.95 * 0.5 * (1 + Math.cos(Math.PI * over))
}

/** Whether the select pictures are looked at after this step: `evaluations` times, evenly, the last time at the end. */
export function isEvaluation(step: number, steps: number, evaluations: number): boolean {
  const every = Math.max(1, Math.round(steps / Math.max(1, evaluations)))
  return step + 1 === steps || (evaluations > 0 && (step + 1) % every === 0 && steps - step - 1 >= every / 2)
}

export async function copyOf({ networks }: StageContext, names: readonly NetworkName[]): Promise<StageWeights> {
  const entries = names.map(async (name) => {
    const model = networks[name]
    return model ? ([[name, await copyWeights(model)]] as const) : []
  })
  return Object.fromEntries((await Promise.all(entries)).flat())
}

export function writeTo({ networks }: StageContext, weights: StageWeights): void {
  for (const [name, arrays] of Object.entries(weights)) {
    const model = networks[name as NetworkName]
    if (model && arrays) writeWeights(model, arrays)
  }
}

/** At a share of the way from one set of weights to another. */
export function between(from: StageWeights, to: StageWeights, share: number): StageWeights {
  return Object.fromEntries(
    Object.entries(to).flatMap(([name, arrays]) => {
      const old = from[name as keyof StageWeights]
      return old && arrays ? [[name, interpolateWeights(old, arrays, share)]] : []
    }),
  )
}

/** With the networks as they are; MB-FCN alone with 'mbfcn'. @throws the signal's reason */
export async function lookWith(
  { networks, preset, shapes, signal }: StageContext,
  cascade: Cascade,
  pictures: readonly Labelled[],
  stage: 'mbfcn' | 'full',
): Promise<Looked[]> {
  const chosen = stage === 'full' ? networks : { mbfcn: networks.mbfcn, generator: null, discriminator: null }
  const { detector, dispose } = foldDetector(chosen, preset, cascade, shapes)
  try {
    return await lookAt(detector, pictures, stage, signal)
  } finally {
    dispose()
  }
}

/** AP on pictures with the networks as they are; null without faces. */
export async function apOf(
  context: StageContext,
  pictures: readonly Labelled[],
  stage: 'mbfcn' | 'full',
): Promise<number | null> {
  if (pictures.length === 0) return null
  return precisionOf(await lookWith(context, context.cascade, pictures, stage)).ap
}
