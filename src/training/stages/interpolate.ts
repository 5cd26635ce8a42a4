/** How much of what was learned is kept: a place on the way from the old weights to the new, chosen on the select pictures. */
import type { StageWeights } from '../guard.ts'
import type { TrainingProgress } from '../progress.ts'
import { interpolateWeights } from '../weights.ts'
import { apOf, type StageContext, writeTo } from './context.ts'

/** By so much may AP on the rehearsal pictures fall. */
const MOST_FORGOTTEN = 0.01
/** By so much must AP on the select pictures rise, or nothing is kept: less is chance. */
export const LEAST_GAIN = 0.002

export interface Chosen {
  /** 0: the old weights stay. */
  readonly share: number
  readonly ap: number | null
}

export function between(from: StageWeights, to: StageWeights, share: number): StageWeights {
  return Object.fromEntries(
    Object.entries(to).flatMap(([name, arrays]) => {
      const old = from[name as keyof StageWeights]
      return old && arrays ? [[name, interpolateWeights(old, arrays, share)]] : []
    }),
  )
}

/**
 * Tries each share of the way from `old` to `learned` (Wortsman et al., "Robust fine-tuning", CVPR 2022) and leaves the networks with
 * the one of highest AP on the select pictures among those that keep the rehearsal pictures' AP. `before`: AP of the old weights.
 */
export async function* chooseShare(
  context: StageContext,
  stage: 'mbfcn' | 'full',
  old: StageWeights,
  learned: StageWeights,
  before: number | null,
  shares: readonly number[],
): AsyncGenerator<TrainingProgress, Chosen> {
  const { split, rehearsal } = context
  let best: Chosen = { share: 0, ap: before }
  writeTo(context, old)
  const rehearsedBefore = await apOf(context, rehearsal, stage)
  for (const [done, share] of shares.entries()) {
    yield { stage: 'choosing', done, total: shares.length }
    writeTo(context, between(old, learned, share))
    const ap = await apOf(context, split.select, stage)
    if (ap === null || ap < (best.share === 0 ? (best.ap ?? 0) + LEAST_GAIN : (best.ap ?? 0))) continue
    const rehearsed = await apOf(context, rehearsal, stage)
    if (rehearsed !== null && rehearsedBefore !== null && rehearsed < rehearsedBefore - MOST_FORGOTTEN) continue
    best = { share, ap }
  }
  writeTo(context, between(old, learned, best.share))
  return best
}
