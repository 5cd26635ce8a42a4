/** The training as the page sees it: its store, and what its buttons do. Loaded with the dialog. */
import { create } from 'zustand'
import { createTrainer } from '../../engine/client.ts'
import type {
  LabelledFile,
  Progress,
  RunningTraining,
  Trainer,
  TrainingEvent,
  TrainingOutcome,
  TrainingPoint,
  TrainingRun,
} from '../../engine/protocol.ts'
import { openTrainingStore, trainingLock } from '../../storage/training-checkpoint.ts'
import { english } from '../i18n/t.ts'
import { failureOf, failureTitle } from '../state/failure.ts'
import { findModel } from '../state/model-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { DEFAULT_CHOICE, settingsOf, type TrainChoice } from './choice.ts'
import { useTrainEntry } from './entry-store.ts'
import { stageWords } from './stage-words.ts'
import { findUnfinished, type Unfinished } from './unfinished.ts'

type Plan = Awaited<ReturnType<Trainer['plan']>>
type Crops = Extract<TrainingEvent, { kind: 'strip' }>['crops']

interface Training {
  readonly phase: 'start' | 'ready' | 'running' | 'result'
  readonly unfinished: Unfinished | null
  readonly pictures: readonly LabelledFile[]
  /** Sentences about what was not taken of what was opened. */
  readonly notes: readonly string[]
  /** Files are being looked through. */
  readonly opening: boolean
  readonly choice: TrainChoice
  readonly planning: boolean
  /** Of the choice as it is; null where it must be made (again). */
  readonly plan: Plan | null
  readonly loading: Progress | null
  readonly run: TrainingRun | null
  readonly points: readonly TrainingPoint[]
  readonly notices: readonly string[]
  readonly crops: Crops
  readonly pause: 'no' | 'asked' | 'yes'
  readonly finishing: boolean
  /** Date.now() of the last checkpoint. */
  readonly savedAt: number | null
  /** Why there is none; null where all is well. */
  readonly unsaved: string | null
  readonly outcome: TrainingOutcome | null
  readonly failure: string | null
}

const FRESH = {
  planning: false,
  plan: null,
  loading: null,
  run: null,
  points: [],
  notices: [],
  crops: [],
  pause: 'no',
  finishing: false,
  savedAt: null,
  unsaved: null,
  outcome: null,
  failure: null,
} as const

export const useTraining = create<Training>(() => ({
  ...FRESH,
  phase: 'start',
  unfinished: null,
  pictures: [],
  notes: [],
  opening: false,
  choice: DEFAULT_CHOICE,
}))

const set = useTraining.setState
let trainer: Trainer | null = null
let abort: AbortController | null = null
let running: RunningTraining | null = null

/** Called whenever the dialog opens with nothing under way. */
export async function lookAround(): Promise<void> {
  if (useTraining.getState().phase !== 'start') return
  set({ unfinished: await findUnfinished() })
}

export function takePictures(pictures: readonly LabelledFile[], notes: readonly string[]) {
  set({ ...FRESH, phase: pictures.length > 0 ? 'ready' : 'start', pictures, notes })
}

export function changeChoice(choice: TrainChoice) {
  set({ choice, plan: null, failure: null })
}

/** Back to the choice of pictures. */
export function otherPictures() {
  abort?.abort()
  set({ ...FRESH, phase: 'start', pictures: [], notes: [] })
}

async function newRun(): Promise<TrainingRun> {
  const { pictures, choice } = useTraining.getState()
  const { preset, backend, model } = useSettings.getState().settings
  const engine = { preset, backend, ...(model ? { model: await findModel(model) } : {}) }
  return { id: `${Date.now()}-${Math.random().toString(36).slice(2)}`, engine, pictures, settings: settingsOf(choice) }
}

/** Measures; afterwards `plan` is there, or `failure` says why not. */
export async function makePlan(): Promise<void> {
  const call = begin()
  set({ planning: true, plan: null, failure: null })
  try {
    const run = await newRun()
    const plan = await (trainer as Trainer).plan(run, call)
    set({ plan, run: { ...run, settings: plan.settings }, failure: plan.refusal })
  } catch (reason) {
    if (!call.signal.aborted) set({ failure: words(reason) })
  } finally {
    set({ planning: false, loading: null })
  }
}

export function startTraining(): Promise<void> {
  const { run } = useTraining.getState()
  return run ? train(run) : Promise.resolve()
}

/** Goes on from the checkpoint of a closed tab, or shows the result that waits. */
export function goOn({ run, progress }: Unfinished): Promise<void> {
  const { points = [], notices = [], outcome = null } = progress ?? {}
  set({ ...FRESH, pictures: run.pictures, notes: [], unfinished: null, run, points, notices })
  if (!outcome) return train(run)
  set({ phase: 'result', outcome })
  useTrainEntry.setState({ status: null })
  return Promise.resolve()
}

async function train(run: TrainingRun): Promise<void> {
  const call = begin()
  set({ phase: 'running', pause: 'no', finishing: false, failure: null })
  const release = holdLock(run.id)
  try {
    running = (trainer as Trainer).finetune(run, call)
    const outcome = await running.outcome
    set({ phase: 'result', outcome })
    useTrainEntry.setState({ status: english('The training has ended.') })
  } catch (reason) {
    release()
    await afterFailure(call.signal.aborted ? null : reason)
  } finally {
    running = null
    release()
  }
}

/** What was stopped on purpose, or cannot train at all, is forgotten; anything else can go on from its checkpoint. `null`: on purpose. */
async function afterFailure(reason: unknown): Promise<void> {
  useTrainEntry.setState({ status: null })
  if (reason === null || failureOf(reason).code === 'labels-refused') {
    await forgetRun()
    set({ ...FRESH, phase: 'ready', failure: reason === null ? null : words(reason) })
  } else set({ ...FRESH, phase: 'start', notes: [words(reason)], unfinished: await findUnfinished() })
}

export function pauseTraining() {
  set({ pause: 'asked' })
  running?.pause()
}

export function resumeTraining() {
  set({ pause: 'no' })
  running?.resume()
}

/** Ends the learning; what is best so far is measured. */
export function finishTraining() {
  set({ finishing: true, pause: 'no' })
  running?.finish()
}

/** Ends the training, and nothing of it stays. */
export function stopTraining() {
  abort?.abort()
}

/** The decision about a result, or about a run of a closed tab: nothing of it stays in the store. */
export async function forgetRun(): Promise<void> {
  try {
    const store = await openTrainingStore()
    await store.clear()
    store.close()
  } catch {
    // Then there is nothing to forget.
  }
  useTrainEntry.setState({ status: null })
  set({ unfinished: null })
}

/** After a result was kept or discarded: the same pictures can be trained on again. */
export async function closeResult(): Promise<void> {
  await forgetRun()
  // Its memory is wanted elsewhere now.
  trainer?.dispose()
  trainer = null
  set({ ...FRESH, phase: 'ready' })
}

function begin() {
  abort?.abort()
  abort = new AbortController()
  trainer ??= createTrainer()
  return { signal: abort.signal, onEvent: hear }
}

function hear(event: TrainingEvent) {
  switch (event.kind) {
    case 'loading':
      return set({ loading: event.progress })
    case 'point':
      // A point after a pause: a lost graphics device made the worker start anew.
      set(({ points, pause }) => ({
        points: [...points, event.point],
        loading: null,
        pause: pause === 'yes' ? 'no' : pause,
      }))
      return useTrainEntry.setState({ status: stageWords(event.point) })
    case 'notice':
      return set((state) => ({ notices: [...state.notices, event.notice] }))
    case 'strip':
      return set({ crops: event.crops })
    case 'paused':
      set((state) => (state.pause === 'asked' ? { pause: 'yes' } : {}))
      return useTrainEntry.setState({ status: english('The training is paused.') })
    case 'checkpoint':
      return set(event.saved ? { savedAt: Date.now(), unsaved: null } : { unsaved: event.notice ?? null })
  }
}

/** Other tabs do not offer a run while this one works on it. */
function holdLock(id: string): () => void {
  let release = () => {}
  void navigator.locks?.request(trainingLock(id), () => new Promise<void>((done) => (release = done)))
  return () => release()
}

function words(reason: unknown): string {
  const { code, message } = failureOf(reason)
  return code === 'internal'
    ? english('That did not work: {reason}', { reason: message })
    : `${failureTitle(code)}. ${message}`
}
