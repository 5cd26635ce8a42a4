/** Fine-tuning from labelled pictures to better networks: MB-FCN, then generator and discriminator, then the calibration. */
import { type Cascade, opened } from '../detection/cascade.ts'
import type { Shapes } from '../detection/plan.ts'
import type { Preset } from '../networks/preset.ts'
import { calibrate } from './calibrate.ts'
import type { Fisher } from './fisher.ts'
import { foldDetector, type Looked, type Networks, precisionOf } from './measure.ts'
import { type Checkpoint, type FinetuneResult, type TrainingProgress, TrainingRefused } from './progress.ts'
import { type Labelled, type Round, refusal, roundsOf, type Split, splitPictures } from './samples/labelled.ts'
import { type Heaps, mineRois } from './samples/rois.ts'
import { defaultSettings, type FinetuneSettings } from './settings.ts'
import { copyOf, lookWith, randomOfStep, type StageContext, writeTo } from './stages/context.ts'
import { trainMbfcn } from './stages/mbfcn.ts'
import { chooseRestoration, restoredContext } from './stages/restoration.ts'
import { judgesOf, lookInRounds } from './stages/rounds.ts'
import { trainSecond } from './stages/second.ts'
import type { Helper } from './stages/shared-work.ts'

export interface FinetuneRequest {
  /** The shipped networks. They are trained in place: afterwards they are what `FinetuneResult` says. */
  readonly networks: Networks
  readonly preset: Preset
  readonly cascade: Cascade
  readonly shapes: Shapes
  readonly pictures: readonly Labelled[]
  /** Labelled pictures of the old kind: what must not be forgotten. May be empty. */
  readonly rehearsal: readonly Labelled[]
  /** Of the shipped MB-FCN, where it was measured: what the pull to the old weights is weighed by. */
  readonly fisher?: Fisher | null
  /** Another worker, which computes half of MB-FCN's gradients; the batch is shared even where it does not answer. */
  readonly helper?: Helper | null
  readonly settings?: FinetuneSettings
  /** Goes on from here; pictures, settings and shipped networks must be the ones of the run that made it. */
  readonly checkpoint?: Checkpoint
  readonly signal?: AbortSignal
  /** Asked before every step: true ends the learning, and what is best so far is chosen from as usual. */
  readonly enough?: () => boolean
}

const ALL = ['mbfcn', 'generator', 'discriminator'] as const

/**
 * Yields after every step and is paused by not asking for the next one. Stopped by the signal, or on any failure, it leaves the networks
 * with the weights that they had. @throws TrainingRefused for labels that cannot train; the signal's reason
 */
export async function* finetune(request: FinetuneRequest): AsyncGenerator<TrainingProgress, FinetuneResult> {
  const { networks, preset, shapes, rehearsal, checkpoint, signal } = request
  const settings = request.settings ?? defaultSettings
  const reason = refusal(request.pictures)
  if (reason) throw new TrainingRefused(reason)
  const split = splitPictures(request.pictures, settings.shares, settings.seed)
  if (split.train.length === 0 || split.select.length === 0)
    throw new TrainingRefused('Training needs pictures to learn from and others to choose by: label more.')
  const stage = networks.generator && networks.discriminator ? 'full' : 'mbfcn'
  const { enough } = request
  const limits = { ...(signal ? { signal } : {}), ...(enough ? { enough } : {}) }
  const { fisher = null, helper = null } = request
  const base = { networks, preset, shapes, split, rehearsal, fisher, helper, seed: settings.seed, ...limits }
  let context: StageContext = { ...base, cascade: request.cascade, resumed: null }
  let rounds = learningRounds(split, settings)
  let judges = judgesOf(rounds)
  const old = await copyOf(context, ALL)
  const notices: string[] = []
  const kept: { mbfcn?: number; second?: number } = {}
  try {
    yield { stage: 'measuring', done: 0, total: 2 }
    const before = {
      select: await lookWith(context, request.cascade, judges, stage),
      report: await lookWith(context, request.cascade, split.report, stage),
    }
    yield { stage: 'measuring', done: 1, total: 2, ap: precisionOf(before.select).ap }
    let { cascade } = request
    let atFirst: readonly Looked[] = before.select
    if (settings.restore) {
      const choice = yield* chooseRestoration(cascade, atFirst, (one) => lookWith(context, one, judges, stage))
      cascade = choice.cascade
      atFirst = choice.looked
      if (choice.notice) notices.push(choice.notice)
    }
    if (cascade.restore) {
      context = await restoredContext({ ...context, cascade })
      rounds = learningRounds(context.split, settings)
      judges = judgesOf(rounds)
    }
    /** At the pictures that choose, with weights that did not learn from them. */
    let look = remembering((one) => lookWith(context, one, judges, stage))
    if (settings.mbfcn && checkpoint?.stage !== 'second') {
      const resumed = checkpoint?.stage === 'mbfcn' ? checkpoint : null
      const start = stage === 'full' ? await lookWith(context, cascade, judges, 'mbfcn') : atFirst
      const chosen = yield* trainMbfcn({ ...context, resumed }, settings.mbfcn, rounds, start, settings.interpolations)
      kept.mbfcn = chosen.share
      if (chosen.share === 0)
        notices.push('No weights of MB-FCN did better on the select pictures: it keeps its old ones.')
      const { learned } = chosen
      const mean = await copyOf(context, ['mbfcn'])
      rounds = rounds.slice(0, learned.length)
      look = remembering(async (one) => {
        const looked = await lookInRounds(context, one, rounds, learned, stage)
        writeTo(context, mean)
        return looked
      })
      if (settings.calibrate && chosen.share > 0) cascade = yield* recalibrate(cascade, look)
    }
    if (settings.second && stage === 'full') {
      const resumed = checkpoint?.stage === 'second' ? checkpoint : null
      // Its first stage is over: what it chose, and the calibration after it, come with the checkpoint.
      if (resumed?.weights.mbfcn) writeTo(context, { mbfcn: resumed.weights.mbfcn })
      if (resumed) cascade = { ...resumed.cascade, gate: request.cascade.gate }
      const lookNow = (one: Cascade) => lookWith(context, one, judges, stage)
      // Behind a closed gate nothing would be seen of what it learns. It opens for good where that does better than the closed one.
      const second = { ...context, cascade: opened(cascade), resumed }
      const start = precisionOf(await lookNow(cascade)).ap
      const heaps = yield* mine(second)
      if (heaps.truth.length === 0) {
        notices.push('No face is 48 px tall or more, so that no pairs can be made: generator and discriminator stay.')
      } else {
        const chosen = yield* trainSecond(second, settings.second, heaps, start, settings.interpolations)
        kept.second = chosen.share
        look = remembering(lookNow)
        if (chosen.share === 0) notices.push('No weights of the second stage did better: it keeps its old ones.')
        if (chosen.share > 0) cascade = settings.calibrate ? yield* recalibrate(second.cascade, look) : second.cascade
      }
    }
    // Where the learning ended early, the rounds that did not learn judge nothing.
    const judged = before.select.slice(0, judgesOf(rounds).length)
    const first = { select: precisionOf(judged), report: precisionOf(before.report) }
    let after = { select: await look(cascade), report: await lookWith(context, cascade, context.split.report, stage) }
    const ap = precisionOf(after.select).ap
    yield { stage: 'measuring', done: 2, total: 2, ap }
    const improved = (ap ?? 0) > (first.select.ap ?? 0)
    if (!improved) {
      writeTo(context, old)
      cascade = request.cascade
      after = { select: judged, report: before.report }
    }
    const last = { select: precisionOf(after.select), report: precisionOf(after.report) }
    const report = split.report.length > 0 ? { before: first.report, after: last.report } : null
    const shown = split.report.length > 0 ? 'report' : 'select'
    const pictures = after[shown].map(({ labelled, faces }, index) => ({
      name: labelled.name,
      before: before[shown][index]?.faces ?? [],
      after: faces,
    }))
    return { improved, cascade, before: first.select, after: last.select, report, pictures, kept, notices }
  } catch (thrown) {
    writeTo(context, old)
    throw thrown
  }
}

type Look = (cascade: Cascade) => Promise<Looked[]>

/** The last look is not made twice. */
function remembering(look: Look): Look {
  let last: { readonly cascade: Cascade; readonly looked: Looked[] } | null = null
  return async (cascade) => {
    if (last?.cascade !== cascade) last = { cascade, looked: await look(cascade) }
    return last.looked
  }
}

/** The second stage learns from the train pictures alone, so with it MB-FCN does too. */
export function learningRounds(split: Split, { mbfcn, second, rounds = 1, seed }: FinetuneSettings): Round[] {
  return roundsOf(split, mbfcn && !second ? Math.min(rounds, mbfcn.steps) : 1, seed)
}

/** A calibration fitted on the pictures that choose; the old one where the new one does worse there. */
async function* recalibrate(cascade: Cascade, look: Look): AsyncGenerator<TrainingProgress, Cascade> {
  yield { stage: 'calibrating', done: 0, total: 1 }
  const looked = await look(cascade)
  const fitted = calibrate(cascade, looked)
  const [now, then] = [precisionOf(await look(fitted)).ap ?? 0, precisionOf(looked).ap ?? 0]
  yield { stage: 'calibrating', done: 1, total: 1, ap: Math.max(now, then) }
  return now >= then ? fitted : cascade
}

/** Mines the train pictures, and the rehearsal ones for what the user's lack. */
async function* mine({
  networks,
  preset,
  cascade,
  shapes,
  split,
  rehearsal,
  seed,
  signal,
}: StageContext): AsyncGenerator<TrainingProgress, Heaps> {
  const { detector, dispose } = foldDetector(networks, preset, cascade, shapes)
  const pictures = [...split.train, ...rehearsal]
  try {
    const steps = mineRois(detector, pictures, randomOfStep(seed + 29, 0), signal)
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      yield { stage: 'mining', done: step.value, total: pictures.length }
    }
  } finally {
    dispose()
  }
}
