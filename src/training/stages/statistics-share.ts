/** From which share of the way to the user's own batch norm statistics the learning starts. */
import type { TrainingProgress } from '../progress.ts'

/**
 * Looks with each share and returns the one of highest AP, 0 where none is above `before`. What it says of AP is that of the best so
 * far, which is what the learning goes on from; not that of the share tried last. AP is null without faces.
 */
export async function* bestStatisticsShare(
  shares: readonly number[],
  before: number | null,
  look: (share: number) => Promise<number | null>,
): AsyncGenerator<TrainingProgress, number> {
  let best = { share: 0, ap: before }
  yield { stage: 'statistics', done: 0, total: shares.length, ap: best.ap }
  for (const [done, share] of shares.entries()) {
    const ap = await look(share)
    if (ap !== null && (best.ap === null || ap > best.ap)) best = { share, ap }
    yield { stage: 'statistics', done: done + 1, total: shares.length, ap: best.ap }
  }
  return best.share
}
