/** Generator and discriminator by the full objective in turn, k = 1: the discriminator's step, equation (9), then the generator's, (8). */
import { Guard } from '../guard.ts'
import type { TrainingProgress } from '../progress.ts'
import { disposeStep, drawStep } from '../samples/judged.ts'
import type { Heaps } from '../samples/rois.ts'
import type { SecondStageSettings } from '../settings.ts'
import { CollapseWatch } from './collapse.ts'
import { apOf, between, copyOf, isEvaluation, randomOfStep, rateShare, type StageContext, writeTo } from './context.ts'
import { type Chosen, chooseShare } from './interpolate.ts'
import { checkpointOf, descend, disposeAll, NOT_FINITE, restore } from './learning.ts'
import { discriminatorStep, generatorStep, teamOf } from './second-steps.ts'

const NAMES = ['generator', 'discriminator'] as const
/** The discriminator alone learns for this share, so that its gradients mean something when the generator meets them. */
const WARM_UP = 0.15
/**
 * Trains the context's generator and discriminator in place; yields after every step. `before`: full AP on the select pictures. Ends with
 * the weights that did best there, the old ones where none did better. @throws the signal's reason; Error without both networks
 */
export async function* trainSecond(
  context: StageContext,
  settings: SecondStageSettings,
  heaps: Heaps,
  before: number | null,
  interpolations: readonly number[],
): AsyncGenerator<TrainingProgress, Chosen> {
  const { networks, split, seed, signal, resumed, preset, enough } = context
  if (!networks.generator || !networks.discriminator) throw new Error('The second stage is not loaded.')
  const old = await copyOf(context, NAMES)
  const generator = teamOf(networks.generator)
  const discriminator = teamOf(networks.discriminator)
  const learnings = { generator, discriminator }
  const guard = new Guard(
    () => copyOf(context, NAMES),
    (weights) => writeTo(context, weights),
    resumed ?? undefined,
  )
  const counts = {
    ...settings,
    tiny: heaps.tiny.length > 0 ? settings.tiny : 0,
    direct: heaps.direct.length > 0 ? settings.direct : 0,
  }
  const watch = new CollapseWatch()
  const evaluate = () =>
    generator.average.during(() =>
      discriminator.average.during(async () => {
        const ap = await apOf(context, split.select, 'full')
        await guard.consider(ap)
        return ap
      }),
    )
  try {
    if (!resumed && before !== null) guard.best = { ap: before, weights: old }
    if (resumed) restore(context, resumed, learnings)
    for (let step = resumed?.step ?? 0; step < settings.steps; step++) {
      signal?.throwIfAborted()
      if (enough?.()) {
        await evaluate()
        break
      }
      const start = performance.now()
      await guard.remember(step)
      const rows = drawStep(heaps, preset.patch, counts, randomOfStep(seed + 13, step))
      const share = guard.rateFactor * rateShare(step, settings.steps)
      const judged = await discriminatorStep(generator, discriminator, rows, settings)
      // A network that rests is measured all the same.
      let fine = descend(discriminator, judged, settings.learns.discriminator ? settings.discriminatorRate * share : 0)
      let losses = named(judged.losses, 'd')
      const warm = !settings.learns.discriminator || step >= WARM_UP * settings.steps
      if (fine && settings.learns.generator && warm) {
        const made = await generatorStep(generator, discriminator, rows, settings)
        fine = descend(generator, made, settings.generatorRate * share)
        losses = { ...losses, ...named(made.losses, 'g') }
      }
      disposeStep(rows)
      let notice = watch.look(judged.losses, step)
      if (!fine) {
        if (!guard.stepBack()) break
        generator.average.restart()
        discriminator.average.restart()
        notice = NOT_FINITE
      }
      const ap = isEvaluation(step, settings.steps, settings.evaluations) ? await evaluate() : undefined
      yield {
        stage: 'second',
        done: step + 1,
        total: settings.steps,
        losses,
        milliseconds: performance.now() - start,
        checkpoint: () => checkpointOf(context, 'second', learnings, guard, step + 1),
        ...(ap === undefined ? {} : { ap }),
        ...(notice ? { notice } : {}),
      }
    }
    if (!guard.best || guard.best.ap === before) {
      writeTo(context, old)
      return { share: 0, ap: before }
    }
    const learned = guard.best.weights
    const way = {
      apply: (share: number) => writeTo(context, between(old, learned, share)),
      look: (share: number) => {
        way.apply(share)
        return apOf(context, split.select, 'full')
      },
    }
    return yield* chooseShare(context, 'full', way, before, interpolations)
  } catch (thrown) {
    writeTo(context, old)
    throw thrown
  } finally {
    disposeAll(learnings)
  }
}

/** `gPixel`, `dClassification`, …; accuracies keep their names. */
function named(losses: Readonly<Record<string, number>>, prefix: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(losses).map(([name, value]) => [
      name.endsWith('Right') ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      value,
    ]),
  )
}
