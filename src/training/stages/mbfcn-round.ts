/** One round of MB-FCN: statistics first, then steps on small crops, held by distillation on other crops of the same pictures and a pull to the old weights. */
import { Adam } from '../adam.ts'
import { MovingAverage } from '../average.ts'
import { Guard, type StageWeights } from '../guard.ts'
import type { TrainingProgress } from '../progress.ts'
import type { Pull } from '../pull.ts'
import { cropper } from '../samples/crops.ts'
import type { Round } from '../samples/labelled.ts'
import type { ProposalSettings } from '../settings.ts'
import { estimateStatistics } from '../statistics.ts'
import { between, copyOf, isEvaluation, lookWith, rateShare, type StageContext, writeTo } from './context.ts'
import { checkpointOf, descend, disposeAll, NOT_FINITE, restore } from './learning.ts'
import { statisticsBatches } from './mbfcn-batch.ts'
import type { JudgedSoFar } from './rounds.ts'
import { bestStatisticsShare } from './statistics-share.ts'
import type { GradientSource } from './step-gradients.ts'

export const MBFCN = ['mbfcn'] as const
/** Of the weights that are looked at and kept: an average over some thirty steps. */
const AVERAGE_DECAY = 0.97
/** Between the seeds of two rounds: each draws its own crops. */
const SEED_STEP = 101

/** Steps before round `at` begins, of `steps` that the rounds share evenly. */
export const firstStep = (steps: number, rounds: number, at: number) => Math.floor((steps * at) / rounds)

/** Times that a round's select pictures are looked at while it learns. */
export const looksOfRound = ({ evaluations }: ProposalSettings, rounds: number) =>
  Math.max(1, Math.round(evaluations / rounds))

interface Place {
  /** Which round this is, of `rounds`. */
  readonly at: number
  readonly rounds: readonly Round[]
  /** What the rounds before it learned. */
  readonly learned: readonly StageWeights[]
}

/** From the weights as they are; returns the ones that did best on the round's select pictures while it learned. @throws the signal's reason */
export async function* learnRound(
  context: StageContext,
  settings: ProposalSettings,
  { at, rounds, learned }: Place,
  source: GradientSource,
  pull: Pull,
  judged: JudgedSoFar,
  old: StageWeights,
): AsyncGenerator<TrainingProgress, StageWeights> {
  const { signal, resumed, enough, helper } = context
  const { train, select } = rounds[at] as Round
  const seed = context.seed + SEED_STEP * at
  const first = firstStep(settings.steps, rounds.length, at)
  const steps = firstStep(settings.steps, rounds.length, at + 1) - first
  const evaluations = looksOfRound(settings, rounds.length)
  const adam = new Adam(source.variables)
  const average = new MovingAverage(source.variables, AVERAGE_DECAY)
  const learnings = { mbfcn: { adam, average } }
  const guard = new Guard(
    () => copyOf(context, MBFCN),
    (weights) => writeTo(context, weights),
    resumed ?? undefined,
  )
  const look = async () => judged.put(at, await lookWith(context, context.cascade, select, 'mbfcn'))
  const evaluate = () =>
    average.during(async () => {
      const ap = await look()
      await guard.consider(ap)
      return ap
    })
  try {
    const crops = cropper(train, settings.cropSize)
    if (resumed) restore(context, resumed, learnings)
    else {
      await estimateStatistics(source.network, statisticsBatches(crops, settings, seed), 1)
      const measured = await copyOf(context, MBFCN)
      const share = yield* bestStatisticsShare(settings.statistics, judged.ap(), (tried) => {
        writeTo(context, between(old, measured, tried))
        return look()
      })
      writeTo(context, between(old, measured, share))
      average.restart()
    }
    for (let step = (resumed?.step ?? first) - first; step < steps; step++) {
      signal?.throwIfAborted()
      if (enough?.()) {
        await evaluate()
        break
      }
      const start = performance.now()
      await guard.remember(step)
      const found = await source.ofStep(seed, settings, crops, step, helper)
      let notice: string | undefined
      const share = rateShare(step, steps)
      const rate = settings.rate * guard.rateFactor * share
      if (!descend(learnings.mbfcn, found, rate, () => pull.apply(settings.pull * share))) {
        if (!guard.stepBack()) break
        average.restart()
        notice = NOT_FINITE
      }
      const ap = isEvaluation(step, steps, evaluations) ? await evaluate() : undefined
      const done = first + step + 1
      yield {
        stage: 'mbfcn',
        done,
        total: settings.steps,
        losses: found.losses,
        milliseconds: performance.now() - start,
        checkpoint: async () => ({
          ...(await checkpointOf(context, 'mbfcn', learnings, guard, done)),
          finished: [...learned],
        }),
        ...(ap === undefined ? {} : { ap }),
        ...(notice ? { notice } : {}),
      }
    }
    return guard.best?.weights ?? old
  } finally {
    disposeAll(learnings)
  }
}
