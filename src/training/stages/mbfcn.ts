/** MB-FCN learns the user's pictures: statistics first, then steps on small crops, held by distillation on other crops of the same pictures and a pull to the old weights. */
import * as tf from '@tensorflow/tfjs-core'
import { Adam } from '../adam.ts'
import { MovingAverage } from '../average.ts'
import type { TrainingNetwork } from '../forward.ts'
import { clipNorm } from '../gradients.ts'
import { Guard } from '../guard.ts'
import type { Checkpoint, TrainingProgress } from '../progress.ts'
import { Pull } from '../pull.ts'
import { cropper } from '../samples/crops.ts'
import type { ProposalSettings } from '../settings.ts'
import { estimateStatistics } from '../statistics.ts'
import { apOf, copyOf, isEvaluation, rateShare, type StageContext, writeTo } from './context.ts'
import { between, type Chosen, chooseShare } from './interpolate.ts'
import { statisticsBatches } from './mbfcn-batch.ts'
import { bestStatisticsShare } from './statistics-share.ts'
import { GradientSource } from './step-gradients.ts'

const NAMES = ['mbfcn'] as const
const LARGEST_NORM = 5
/** Of the weights that are looked at and kept: an average over some thirty steps. */
const AVERAGE_DECAY = 0.97
/**
 * Trains the context's MB-FCN in place; yields after every step. `before` is its AP on the select pictures. Ends with the weights that
 * did best there, the old ones where none did better. @throws the signal's reason
 */
export async function* trainMbfcn(
  context: StageContext,
  settings: ProposalSettings,
  before: number | null,
  interpolations: readonly number[],
): AsyncGenerator<TrainingProgress, Chosen> {
  const { networks, split, seed, signal, resumed, enough } = context
  const old = await copyOf(context, NAMES)
  const source = new GradientSource(networks.mbfcn, context.preset, settings.scope)
  const { network, variables } = source
  const pull = new Pull(variables, context.fisher)
  const adam = new Adam(variables)
  const average = new MovingAverage(variables, AVERAGE_DECAY)
  const guard = new Guard(
    () => copyOf(context, NAMES),
    (weights) => writeTo(context, weights),
    resumed ?? undefined,
  )
  try {
    const crops = cropper(split.train, settings.cropSize)
    if (resumed) {
      writeTo(context, resumed.weights)
      if (resumed.optimisers.mbfcn) adam.restore(resumed.optimisers.mbfcn)
      if (resumed.averages.mbfcn) average.restore(resumed.averages.mbfcn)
    } else {
      // The old weights are the first that did best.
      guard.best = before === null ? null : { ap: before, weights: old }
      yield* chooseStatistics(context, network, statisticsBatches(crops, settings, seed), settings, guard)
      average.restart()
    }
    for (let step = resumed?.step ?? 0; step < settings.steps; step++) {
      signal?.throwIfAborted()
      if (enough?.()) {
        await average.during(() => lookOnce(context, guard))
        break
      }
      const start = performance.now()
      await guard.remember(step)
      const found = await source.ofStep(seed, settings, crops, step, context.helper)
      let notice: string | undefined
      if (Number.isFinite(found.norm)) {
        const gradients = clipNorm(found, LARGEST_NORM)
        const rate = settings.rate * guard.rateFactor * rateShare(step, settings.steps)
        adam.apply(gradients, rate)
        pull.apply(settings.pull * rateShare(step, settings.steps))
        average.update()
        tf.dispose([...gradients.values()])
      } else {
        tf.dispose([...found.gradients.values()])
        if (!guard.stepBack()) break
        average.restart()
        notice = 'A loss was not finite: back to the last good weights, and on at half the rate.'
      }
      const looked = isEvaluation(step, settings.steps, settings.evaluations)
      const ap = looked ? await average.during(() => lookOnce(context, guard)) : undefined
      yield {
        stage: 'mbfcn',
        done: step + 1,
        total: settings.steps,
        losses: found.losses,
        milliseconds: performance.now() - start,
        checkpoint: () => checkpoint(context, adam, average, guard, step + 1),
        ...(ap === undefined ? {} : { ap }),
        ...(notice ? { notice } : {}),
      }
    }
    const learned = guard.best?.weights
    if (!learned || guard.best?.ap === before) {
      writeTo(context, old)
      return { share: 0, ap: before }
    }
    return yield* chooseShare(context, 'mbfcn', old, learned, before, interpolations)
  } catch (thrown) {
    writeTo(context, old)
    throw thrown
  } finally {
    source.dispose()
    adam.dispose()
    average.dispose()
    pull.dispose()
  }
}

/** Measures batch norm's statistics anew, and starts from the share of the way to them that does best on the select pictures. */
async function* chooseStatistics(
  context: StageContext,
  network: TrainingNetwork,
  batches: Iterable<tf.Tensor4D>,
  { statistics }: ProposalSettings,
  guard: Guard,
): AsyncGenerator<TrainingProgress, void> {
  const old = await copyOf(context, NAMES)
  await estimateStatistics(network, batches, 1)
  const measured = await copyOf(context, NAMES)
  const share = yield* bestStatisticsShare(statistics, guard.best?.ap ?? null, (tried) => {
    writeTo(context, between(old, measured, tried))
    return lookOnce(context, guard)
  })
  writeTo(context, between(old, measured, share))
}

/** AP on the select pictures with the weights as they are, which are kept where it is the best so far. */
async function lookOnce(context: StageContext, guard: Guard): Promise<number | null> {
  const ap = await apOf(context, context.split.select, 'mbfcn')
  await guard.consider(ap)
  return ap
}

async function checkpoint(
  context: StageContext,
  adam: Adam,
  average: MovingAverage,
  { rateFactor, best }: Guard,
  step: number,
): Promise<Checkpoint> {
  return {
    version: 1,
    stage: 'mbfcn',
    step,
    rateFactor,
    best,
    cascade: context.cascade,
    weights: await copyOf(context, NAMES),
    optimisers: { mbfcn: await adam.state() },
    averages: { mbfcn: await average.state() },
  }
}
