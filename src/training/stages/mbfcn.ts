/** MB-FCN learns the user's pictures, in rounds where they are few; what the rounds learned is averaged, and how much of it is kept is chosen. */
import type { StageWeights } from '../guard.ts'
import { type Looked, precisionOf } from '../measure.ts'
import type { TrainingProgress } from '../progress.ts'
import { Pull } from '../pull.ts'
import type { Round } from '../samples/labelled.ts'
import type { ProposalSettings } from '../settings.ts'
import { between, copyOf, lookWith, type StageContext, writeTo } from './context.ts'
import { type Chosen, chooseShare } from './interpolate.ts'
import { learnRound, MBFCN } from './mbfcn-round.ts'
import { JudgedSoFar, lookInRounds, meanOf } from './rounds.ts'
import { GradientSource } from './step-gradients.ts'

export interface ChosenInRounds extends Chosen {
  /** At the chosen share, what each round learned; fewer than planned where the learning ended early. */
  readonly learned: readonly StageWeights[]
}

/**
 * Trains the context's MB-FCN in place; yields after every step. `before`: what the old weights find in `judgesOf(rounds)`, MB-FCN alone. Ends
 * with the weights that do best there, the old ones where none do better. @throws the signal's reason
 */
export async function* trainMbfcn(
  context: StageContext,
  settings: ProposalSettings,
  rounds: readonly Round[],
  before: readonly Looked[],
  interpolations: readonly number[],
): AsyncGenerator<TrainingProgress, ChosenInRounds> {
  const { networks, preset, cascade, fisher, resumed, enough } = context
  const old = await copyOf(context, MBFCN)
  // The teacher's weights, and those that the pull goes back to, are the ones of this moment.
  const source = new GradientSource(networks.mbfcn, preset, settings.scope)
  const pull = new Pull(source.variables, fisher)
  const judged = new JudgedSoFar(rounds, before)
  const learned = [...(resumed?.finished ?? [])]
  try {
    for (const [at, weights] of learned.entries()) {
      writeTo(context, weights)
      judged.put(at, await lookWith(context, cascade, rounds[at]?.select ?? [], 'mbfcn'))
    }
    for (let at = learned.length; at < rounds.length && !(at > 0 && enough?.()); at++) {
      const place = { at, rounds, learned }
      // Only the round that was broken off goes on from the middle.
      const here = { ...context, resumed: at === (resumed?.finished?.length ?? 0) ? resumed : null }
      writeTo(context, old)
      learned.push(yield* learnRound(here, settings, place, source, pull, judged, old))
    }
    const mean = meanOf(learned)
    const used = rounds.slice(0, learned.length)
    const at = (share: number) => learned.map((weights) => between(old, weights, share))
    const way = {
      apply: (share: number) => writeTo(context, between(old, mean, share)),
      look: async (share: number) => precisionOf(await lookInRounds(context, cascade, used, at(share), 'mbfcn')).ap,
    }
    const start = new JudgedSoFar(rounds, before).ap(used.length)
    const chosen = yield* chooseShare(context, 'mbfcn', way, start, interpolations)
    return { ...chosen, learned: at(chosen.share) }
  } catch (thrown) {
    writeTo(context, old)
    throw thrown
  } finally {
    source.dispose()
    pull.dispose()
  }
}
