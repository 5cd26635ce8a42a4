/** The plan of a run before it starts: time of a step of each stage, time of a look, memory, and the minutes that follow. */
import * as tf from '@tensorflow/tfjs-core'
import { measureBudget } from './budget.ts'
import { type FinetuneRequest, learningRounds } from './finetune.ts'
import { measure } from './measure.ts'
import type { Measured, PartCount, TrainingPlan } from './progress.ts'
import { disposeStep, drawStep } from './samples/judged.ts'
import { countFaces, type Round, refusal, type Split, splitPictures } from './samples/labelled.ts'
import type { Roi } from './samples/rois.ts'
import { TRUTH_HEIGHT } from './samples/rois.ts'
import { defaultSettings, type FinetuneSettings, type SecondStageSettings } from './settings.ts'
import { randomOfStep } from './stages/context.ts'
import { looksOfRound } from './stages/mbfcn-round.ts'
import { judgesOf } from './stages/rounds.ts'
import { discriminatorStep, generatorStep, teamOf } from './stages/second-steps.ts'

const nothing: Measured = { mbfcnStep: null, secondStep: null, look: 0, peakBytes: 0 }

/** Measures on the request's own pictures without changing a weight. `mostBytes`: what tensors may take. @throws the signal's reason */
export async function planTraining(request: FinetuneRequest, mostBytes: number): Promise<TrainingPlan> {
  const { pictures, signal } = request
  const settings = request.settings ?? defaultSettings
  const split = splitPictures(pictures, settings.shares, settings.seed)
  const parts = { train: countOf(split.train), select: countOf(split.select), report: countOf(split.report) }
  const rounds = learningRounds(split, settings)
  const tallFaces = split.train
    .flatMap(({ faces }) => faces)
    .filter(({ box, ignored }) => !ignored && box.height >= TRUTH_HEIGHT).length
  const reason = refusal(pictures)
  const plan = { refusal: reason, parts, rounds: rounds.length, tallFaces, settings }
  if (reason) return { ...plan, milliseconds: 0, measured: nothing }
  const first = settings.mbfcn ? await measureBudget(request) : null
  signal?.throwIfAborted()
  const second = settings.second ? await measureSecond(request, settings.second) : null
  // The select pictures were looked at; in rounds all that learn choose as well.
  const choosing = areaOf(judgesOf(rounds)) / Math.max(1, areaOf(split.select))
  const look = Math.max(first?.lookMilliseconds ?? 0, second?.look ?? 0) * choosing
  const measured = {
    mbfcnStep: first?.stepMilliseconds ?? null,
    secondStep: second?.step ?? null,
    look,
    peakBytes: Math.max(first?.peakBytes ?? 0, second?.peakBytes ?? 0),
  }
  const fitted = fitMemory(settings, measured.peakBytes, mostBytes)
  return {
    ...plan,
    ...fitted,
    measured: { ...measured, peakBytes: fitted.peakBytes },
    milliseconds: timeOf(fitted.settings, measured, split, rounds, request),
  }
}

/** Steps of MB-FCN, at least 1 and at most the planned ones, with which the whole run takes no more than `minutes`. */
export function stepsWithin(minutes: number, { settings, milliseconds, measured }: TrainingPlan): number {
  const planned = settings.mbfcn?.steps ?? 0
  const over = milliseconds - minutes * 60_000
  if (over <= 0 || !measured.mbfcnStep) return planned
  return Math.max(1, planned - Math.ceil(over / measured.mbfcnStep))
}

/** Halves MB-FCN's micro-batch until its tensors fit: the gradient stays that of the whole batch, only time is lost. */
function fitMemory(settings: FinetuneSettings, peakBytes: number, mostBytes: number) {
  const { mbfcn } = settings
  if (!mbfcn) return { settings, peakBytes }
  let { microBatch } = mbfcn
  let bytes = peakBytes
  while (bytes > mostBytes && microBatch > 1) {
    bytes *= Math.ceil(microBatch / 2) / microBatch
    microBatch = Math.ceil(microBatch / 2)
  }
  return { settings: { ...settings, mbfcn: { ...mbfcn, microBatch } }, peakBytes: bytes }
}

function timeOf(
  { mbfcn, second, interpolations, calibrate, restore }: FinetuneSettings,
  { mbfcnStep, secondStep, look }: Measured,
  split: Split,
  rounds: readonly Round[],
  { rehearsal }: FinetuneRequest,
): number {
  const perPixel = look / Math.max(1, areaOf(judgesOf(rounds)))
  const rehearse = perPixel * areaOf(rehearsal)
  const report = perPixel * areaOf(split.report)
  const choose = (1 + interpolations.length) * rehearse + interpolations.length * look
  let sum = 2 * (look + report)
  if (mbfcn && mbfcnStep) {
    const evaluations = looksOfRound(mbfcn, rounds.length)
    sum += mbfcn.steps * mbfcnStep + (1 + mbfcn.statistics.length + evaluations) * look + choose
  }
  if (second && secondStep)
    sum +=
      second.steps * secondStep + (1 + second.evaluations) * look + choose + perPixel * areaOf(split.train) + rehearse
  if (calibrate) sum += 2 * look
  if (restore) sum += look
  return sum
}

function areaOf(pictures: FinetuneRequest['pictures']): number {
  return pictures.reduce((sum, { picture }) => sum + picture.width * picture.height, 0)
}

/** Steps of generator and discriminator on empty patches: what is in them costs no time. */
async function measureSecond(
  { networks, preset, cascade, shapes, pictures, signal, settings = defaultSettings }: FinetuneRequest,
  second: SecondStageSettings,
): Promise<{ readonly step: number; readonly look: number; readonly peakBytes: number }> {
  if (!networks.generator || !networks.discriminator) throw new Error('The second stage is not loaded.')
  const generator = teamOf(networks.generator)
  const discriminator = teamOf(networks.discriminator)
  const { low, high } = preset.patch
  const roi = (side: number): Roi => ({ pixels: new Float32Array(side * side * 3), face: 1, deltas: [0, 0, 0, 0] })
  const heaps = { tiny: [roi(low)], direct: [roi(high)], truth: [roi(high)] }
  const oneStep = async () => {
    const rows = drawStep(heaps, preset.patch, second, randomOfStep(1, 0))
    const found = [await discriminatorStep(generator, discriminator, rows, second)]
    if (second.learns.generator) found.push(await generatorStep(generator, discriminator, rows, second))
    disposeStep(rows)
    for (const { gradients } of found) tf.dispose([...gradients.values()])
  }
  try {
    const { peakBytes } = await tf.profile(async () => {
      await oneStep()
      return []
    })
    const [start, split] = [performance.now(), splitPictures(pictures, settings.shares, settings.seed)]
    await oneStep()
    const step = performance.now() - start
    const begin = performance.now()
    await measure(networks, preset, cascade, shapes, split.select, 'full', signal)
    return { step, look: performance.now() - begin, peakBytes }
  } finally {
    for (const { adam, average } of [generator, discriminator]) {
      adam.dispose()
      average.dispose()
    }
  }
}

function countOf(pictures: Split['train']): PartCount {
  return { pictures: pictures.length, faces: pictures.reduce((sum, picture) => sum + countFaces(picture), 0) }
}
