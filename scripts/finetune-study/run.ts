/** The study itself: how bad is the domain, what does fine-tuning gain there, what does it lose elsewhere. */
import type { Cascade } from '../../src/detection/cascade.ts'
import { Picture, sourceOf } from '../../src/detection/picture.ts'
import type { Shapes } from '../../src/detection/plan.ts'
import { evaluatePictures } from '../../src/metrics/evaluation.ts'
import type { Preset } from '../../src/networks/preset.ts'
import { type FinetuneRequest, finetune } from '../../src/training/finetune.ts'
import type { Fisher } from '../../src/training/fisher.ts'
import { foldDetector, lookAt, type Networks } from '../../src/training/measure.ts'
import { planTraining, stepsWithin } from '../../src/training/plan.ts'
import type { FinetuneResult, TrainingProgress } from '../../src/training/progress.ts'
import type { Labelled } from '../../src/training/samples/labelled.ts'
import type { FinetuneSettings } from '../../src/training/settings.ts'
import type { Helper } from '../../src/training/stages/shared-work.ts'
import type { Decoder } from './decoder.ts'
import { type DomainName, intoDomain } from './domains.ts'
import { type Source, type Sources, samplePicture } from './sources.ts'

export interface Study {
  readonly networks: Networks
  readonly preset: Preset
  readonly cascade: Cascade
  readonly fisher: Fisher | null
  /** As in the page: half of each step's gradients from a second thread. */
  readonly helper: Helper | null
  readonly stage: 'mbfcn' | 'full'
  readonly sources: Sources
  /** Null: the pictures are of the domain already. */
  readonly domain: DomainName | null
  /** Null: found by the rule. */
  readonly severity: number | null
  readonly settings: FinetuneSettings
  /** Training gets no more steps of MB-FCN than fit into these, as measured before it starts. */
  readonly minutes: number
  readonly decoder: Decoder
  readonly say: (line: string) => void
  readonly onProgress: (progress: TrainingProgress) => void
}

/** AP at IoU 0.5 of faces of 4 px or more, with its 95 % interval over pictures. */
export interface Measured {
  readonly ap: number
  readonly interval: readonly [number, number]
}

/** Pictures before and after fine-tuning. */
export interface Compared {
  readonly before: Measured
  readonly after: Measured
  readonly pictures: number
  readonly faces: number
}

export interface StudyResult {
  readonly severity: number | null
  /** `clean`: the same pictures as they were before they became the domain's; null: they are of the domain. */
  readonly domain: Compared & { readonly clean: Measured | null }
  readonly untouched: Compared
  readonly trained: { readonly pictures: number; readonly faces: number }
  readonly result: FinetuneResult
  readonly seconds: number
}

interface Entered {
  readonly severity: number | null
  readonly clean: Measured | null
  readonly before: Measured
}

/** What the page uses on wasm (src/engine/shapes.ts). */
const shapes: Shapes = {
  tileSides: Array.from({ length: 24 }, (_, index) => (index + 1) * 32),
  batch: 16,
  batchSizes: [],
  cropOnGpu: false,
}

/** The domain shall cost the shipped networks this much AP on the pictures that measure; the range of severities is halved so often. */
const WANTED_LOSS: readonly [number, number] = [0.15, 0.25]
const SEVERITY_STEPS = 5

export async function runStudy(study: Study): Promise<StudyResult> {
  const { sources, say, settings } = study
  say(`Before, on ${sources.domain.length} pictures of the domain and ${sources.untouched.length} untouched ones …`)
  const { severity, clean, before: atFirst } = await enterDomain(study)
  const before = { domain: atFirst, untouched: await measureAll(study, sources.untouched, null) }
  say(`AP ${points(before.domain.ap)} in the domain, ${points(before.untouched.ap)} untouched. Fine-tuning …`)
  const start = performance.now()
  const pictures = await Promise.all(sources.train.map((source, index) => load(study, source, severity, index)))
  const rehearsal = [await load(study, samplePicture(), null, 0)]
  const request = { ...study, shapes, pictures, rehearsal, settings }
  const steps = finetune({ ...request, settings: await withinBudget(study, request, start) })
  let result: FinetuneResult
  for (;;) {
    const step = await steps.next()
    if (step.done) {
      result = step.value
      break
    }
    study.onProgress(step.value)
  }
  const seconds = (performance.now() - start) / 1000
  say(`Trained in ${seconds.toFixed(0)} s. After …`)
  const tuned = { ...study, cascade: result.cascade }
  const after = {
    domain: await measureAll(tuned, sources.domain, severity),
    untouched: await measureAll(tuned, sources.untouched, null),
  }
  const of = (name: 'domain' | 'untouched') => ({
    before: before[name],
    after: after[name],
    pictures: sources[name].length,
    faces: sources[name].reduce((sum, source) => sum + countOf(source), 0),
  })
  const trained = { pictures: pictures.length, faces: sources.train.reduce((sum, source) => sum + countOf(source), 0) }
  return { severity, domain: { ...of('domain'), clean }, untouched: of('untouched'), trained, result, seconds }
}

/** The settings with as many steps as `minutes` hold, all that comes before, between and after them taken off. */
async function withinBudget(
  { minutes, say }: Study,
  request: FinetuneRequest,
  start: number,
): Promise<FinetuneSettings> {
  const plan = await planTraining(request, Number.POSITIVE_INFINITY)
  const { mbfcn } = plan.settings
  if (!mbfcn) return plan.settings
  const steps = stepsWithin(minutes - (performance.now() - start) / 60_000, plan)
  const { mbfcnStep, look, peakBytes } = plan.measured
  const megabytes = (peakBytes / 2 ** 20).toFixed(0)
  say(`A step takes ${mbfcnStep?.toFixed(0)} ms, a look ${look.toFixed(0)} ms, ${megabytes} MB: ${steps} steps.`)
  return { ...plan.settings, mbfcn: { ...mbfcn, steps } }
}

export const points = (ap: number) => (100 * ap).toFixed(1)

const countOf = ({ faces }: Source) => faces.filter(({ box, ignored }) => !ignored && box.height >= 4).length

/**
 * The severity, and AP of the pictures that measure without it and with it. One that is not given is found by halving the range: only
 * the shipped networks have a say in it. A dozen pictures that train said little: what cost them 15–25 points cost others 5 or 12.
 */
async function enterDomain(study: Study): Promise<Entered> {
  if (study.domain === null)
    return { severity: null, clean: null, before: await measureAll(study, study.sources.domain, null) }
  const clean = await measureAll(study, study.sources.domain, null)
  let [low, high] = [0, 1]
  for (let step = 0; ; step++) {
    const severity = study.severity ?? (low + high) / 2
    const before = await measureAll(study, study.sources.domain, severity)
    const lost = clean.ap - before.ap
    study.say(`Severity ${severity.toFixed(3)} costs ${points(lost)} of ${points(clean.ap)} points.`)
    const found = lost >= WANTED_LOSS[0] && lost <= WANTED_LOSS[1]
    if (found || study.severity !== null || step === SEVERITY_STEPS) return { severity, clean, before }
    if (lost < WANTED_LOSS[0]) low = severity
    else high = severity
  }
}

async function load(
  { decoder, domain }: Study,
  source: Source,
  severity: number | null,
  seed: number,
): Promise<Labelled> {
  const clean = await decoder.decode(source.file)
  const pixels =
    severity === null || domain === null ? clean : await intoDomain(clean, domain, severity, seed + 1, decoder)
  return { name: source.file, picture: new Picture(sourceOf(pixels)), faces: source.faces }
}

/** One picture in memory at a time. */
async function measureAll(study: Study, sources: readonly Source[], severity: number | null): Promise<Measured> {
  const { networks, preset, cascade, stage } = study
  const { detector, dispose } = foldDetector(networks, preset, cascade, shapes)
  const pictures = []
  try {
    for (const [index, source] of sources.entries()) {
      const labelled = await load(study, source, severity, index)
      const [looked] = await lookAt(detector, [labelled], stage)
      pictures.push({ faces: labelled.faces, predictions: looked?.faces ?? [] })
    }
  } finally {
    dispose()
  }
  const { averagePrecision } = evaluatePictures(pictures)
  const { value, interval } = averagePrecision[0] ?? { value: null, interval: null }
  return { ap: value ?? 0, interval: interval ? [interval.low, interval.high] : [0, 0] }
}
