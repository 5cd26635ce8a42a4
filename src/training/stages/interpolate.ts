/** How much of what was learned is kept: a place on the way from the old weights to the new, chosen on the select pictures. */
import type { TrainingProgress } from '../progress.ts'
import { apOf, type StageContext } from './context.ts'

/** By so much may AP on the rehearsal pictures fall. */
const MOST_FORGOTTEN = 0.01
/** By so much must AP on the select pictures rise, or nothing is kept: less is chance. */
export const LEAST_GAIN = 0.002

export interface Chosen {
  /** 0: the old weights stay. */
  readonly share: number
  readonly ap: number | null
}

/** What is tried: `apply` writes the weights at a share of the way, 0 the old ones; `look` says their AP on the select pictures. */
export interface Way {
  apply(share: number): void
  look(share: number): Promise<number | null>
}

/**
 * Tries each share of the way from old weights to learned ones (Wortsman et al., "Robust fine-tuning", CVPR 2022) and leaves the networks
 * with the one of highest AP on the select pictures among those that keep the rehearsal pictures' AP. `before`: AP of the old weights.
 */
export async function* chooseShare(
  context: StageContext,
  stage: 'mbfcn' | 'full',
  { apply, look }: Way,
  before: number | null,
  shares: readonly number[],
): AsyncGenerator<TrainingProgress, Chosen> {
  const { rehearsal } = context
  let best: Chosen = { share: 0, ap: before }
  apply(0)
  const rehearsedBefore = await apOf(context, rehearsal, stage)
  for (const [done, share] of shares.entries()) {
    yield { stage: 'choosing', done, total: shares.length }
    const ap = await look(share)
    if (ap === null || ap < (best.share === 0 ? (best.ap ?? 0) + LEAST_GAIN : (best.ap ?? 0))) continue
    apply(share)
    const rehearsed = await apOf(context, rehearsal, stage)
    if (rehearsed !== null && rehearsedBefore !== null && rehearsed < rehearsedBefore - MOST_FORGOTTEN) continue
    best = { share, ap }
  }
  apply(best.share)
  return best
}
