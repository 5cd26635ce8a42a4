/** A training run in the worker: plan, steps, pauses, checkpoints, the strip of crops, and what came out. */
import { type FinetuneRequest, finetune } from '../training/finetune.ts'
import { planTraining } from '../training/plan.ts'
import type { FinetuneResult, TrainingPlan, TrainingProgress } from '../training/progress.ts'
import { splitPictures } from '../training/samples/labelled.ts'
import { lookAtStrip, type StripCrop, stripCrops } from '../training/strip.ts'
import { copyWeights } from '../training/weights.ts'
import { type BackendChoice, chooseBackend } from './backend.ts'
import { GradientHelper, helps, threadsEach } from './gradient-helper.ts'
import type { TrainingControl } from './messages.ts'
import { nextTask } from './next-task.ts'
import { toPatch } from './patches.ts'
import type { BackendName, TrainingEvent, TrainingOutcome, TrainingRun } from './protocol.ts'
import { shapesFor } from './shapes.ts'
import { type TrainingInputs, trainingInputs } from './training-inputs.ts'
import { TrainingRecord } from './training-record.ts'

interface Place {
  readonly run: TrainingRun
  readonly baseUrl: string
  readonly excluded: readonly BackendName[]
}

type Emit = (event: TrainingEvent) => void

export class FinetuneSession {
  readonly #onLost: (reason: string) => void
  #backend: { readonly key: string; readonly choice: BackendChoice } | null = null
  /** Between the plan and the training the networks and pictures stay. */
  #open: { readonly id: string; readonly inputs: TrainingInputs; readonly helper: GradientHelper | null } | null = null
  #paused = false
  #enough = false
  #wake: () => void = () => {}

  /** `onLost` hears when the GPU is gone; this session is of no use afterwards. */
  constructor(onLost: (reason: string) => void) {
    this.#onLost = onLost
  }

  control(what: TrainingControl): void {
    if (what === 'finish') this.#enough = true
    this.#paused = what === 'pause'
    this.#wake()
  }

  /** @throws EngineError, NetworkLoadError, or the signal's reason */
  async plan(place: Place, signal: AbortSignal, emit: Emit): Promise<TrainingPlan> {
    const { request, pictureBytes } = await this.#prepare(place, signal, emit)
    emit({ kind: 'loading', progress: { stage: 'compiling', done: 0, total: 1 } })
    // What is measured is what will be: with the helper, where it comes.
    await this.#open?.helper?.ready
    const plan = await planTraining(request, mostBytes())
    return { ...plan, measured: { ...plan.measured, peakBytes: plan.measured.peakBytes + pictureBytes } }
  }

  /** @throws TrainingRefused, EngineError, NetworkLoadError, or the signal's reason */
  async finetune(place: Place, signal: AbortSignal, emit: Emit): Promise<TrainingOutcome> {
    this.#paused = false
    this.#enough = false
    const { request, backend } = await this.#prepare(place, signal, emit)
    const record = await TrainingRecord.open(place.run, emit)
    try {
      const { checkpoint } = record
      const goOn = checkpoint ? { checkpoint } : {}
      const result = await this.#follow({ ...request, ...goOn, enough: () => this.#enough }, record, signal, emit)
      const { networks } = request
      const weights = Object.entries(networks).map(async ([name, model]) =>
        model ? [[name, await copyWeights(model)] as const] : [],
      )
      const model = { cascade: result.cascade, networks: Object.fromEntries((await Promise.all(weights)).flat()) }
      const outcome = { result, model, backend, milliseconds: record.milliseconds }
      await record.finish(outcome)
      return outcome
    } finally {
      record.close()
      // The networks are trained in place: another run starts from the files again.
      this.#close()
    }
  }

  async #follow(
    request: FinetuneRequest,
    record: TrainingRecord,
    signal: AbortSignal,
    emit: Emit,
  ): Promise<FinetuneResult> {
    const crops = await this.#crops(request)
    const strip = async () => {
      const event = await stripEvent(request, crops)
      if (event) emit(event)
    }
    await strip()
    const steps = finetune(request)
    for (;;) {
      const start = performance.now()
      const step = await steps.next()
      if (step.done) return step.value
      const progress = step.value
      await record.note(progress, performance.now() - start)
      if (progress.stage === 'second' && progress.ap !== undefined) await strip()
      // Pause and abort are messages, and on wasm nothing in a step lets them in.
      await nextTask()
      if (this.#paused) await this.#rest(progress, record, signal, emit)
    }
  }

  async #rest(
    { checkpoint }: TrainingProgress,
    record: TrainingRecord,
    signal: AbortSignal,
    emit: Emit,
  ): Promise<void> {
    if (checkpoint) await record.save(checkpoint)
    emit({ kind: 'paused' })
    const stop = () => this.#wake()
    signal.addEventListener('abort', stop)
    while (this.#paused && !signal.aborted)
      await new Promise<void>((done) => {
        this.#wake = done
      })
    signal.removeEventListener('abort', stop)
  }

  /** The strip shows generator and discriminator: nothing of it changes where they do not learn. */
  async #crops({ settings, pictures, preset, shapes }: FinetuneRequest): Promise<StripCrop[]> {
    if (!settings?.second) return []
    const { select, report } = splitPictures(pictures, settings.shares, settings.seed)
    return stripCrops([...select, ...report], preset, shapes, settings.seed)
  }

  async #prepare({ run, baseUrl, excluded }: Place, signal: AbortSignal, emit: Emit) {
    const { threads } = run.engine
    // Only wasm has threads: this is what its helper leaves it.
    const most = run.settings.mbfcn && helps('wasm', threads) ? threadsEach(threads) : threads
    const key = `${run.engine.backend} ${most} ${excluded.join()}`
    if (this.#backend?.key !== key) {
      this.#close()
      const choice = await chooseBackend(run.engine.backend, `${baseUrl}wasm/`, excluded, this.#onLost, most)
      this.#backend = { key, choice }
    }
    if (this.#open?.id !== run.id) {
      this.#close()
      const inputs = await trainingInputs(run, baseUrl, signal, (progress) => emit({ kind: 'loading', progress }))
      const place = { engine: run.engine, baseUrl, threads: threadsEach(threads) }
      const helper =
        run.settings.mbfcn && helps(this.#backend.choice.backend, threads) ? new GradientHelper(place) : null
      this.#open = { id: run.id, inputs, helper }
    }
    const { backend, software } = this.#backend.choice
    const { inputs, helper } = this.#open
    const request = { ...inputs.request, helper, shapes: shapesFor(backend, software), settings: run.settings, signal }
    return { request, backend, pictureBytes: inputs.pictureBytes }
  }

  #close(): void {
    void this.#open?.helper?.dispose()
    this.#open?.inputs.dispose()
    this.#open = null
  }
}

async function stripEvent(
  { networks, preset }: FinetuneRequest,
  crops: readonly StripCrop[],
): Promise<TrainingEvent | null> {
  const { low, high } = preset.patch
  const rows = await lookAtStrip(networks, crops, low)
  if (rows.length === 0) return null
  return {
    kind: 'strip',
    crops: rows.map((row) => ({
      low: toPatch(row.low, 0, low),
      upsampled: toPatch(row.upsampled, 0, high),
      refined: toPatch(row.refined, 0, high),
      truth: toPatch(row.truth, 0, high),
    })),
  }
}

/** An eighth of the device's memory for the tensors of a step. */
function mostBytes(): number {
  const { deviceMemory = 4 } = navigator as { deviceMemory?: number }
  return (deviceMemory * 1e9) / 8
}
