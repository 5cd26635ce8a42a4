import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultCascade } from '../detection/cascade.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import { buildNetwork } from '../networks/build.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import type { KeptProgress, KeptRun } from '../storage/training-checkpoint.ts'
import type { Labelled } from '../training/samples/labelled.ts'
import { defaultSettings } from '../training/settings.ts'
import { FinetuneSession } from './finetune-session.ts'
import type { HelperPlace } from './gradient-helper.ts'
import { registerWasmKernels } from './kernels/register.ts'
import type { TrainingEvent, TrainingRun } from './protocol.ts'

/** What IndexedDB would hold: clones, as there. */
const kept = { runs: new Map<string, KeptRun>(), progress: new Map<string, KeptProgress>(), full: false }

vi.mock('../storage/training-checkpoint.ts', () => ({
  openTrainingStore: async () => ({
    async begin(run: KeptRun) {
      if (kept.full) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
      if (!kept.runs.has(run.run.id)) kept.runs.set(run.run.id, structuredClone(run))
    },
    save: async (id: string, progress: KeptProgress) => void kept.progress.set(id, structuredClone(progress)),
    progress: async (id: string) => kept.progress.get(id) ?? null,
    close: () => {},
  }),
}))
vi.mock('./backend.ts', () => ({ chooseBackend: async () => ({ backend: 'wasm', software: false }) }))
vi.mock('./training-inputs.ts', () => ({
  trainingInputs: async () => {
    const mbfcn = buildNetwork(presets.tiny, 'mbfcn')
    unsettle(mbfcn)
    const networks = { mbfcn, generator: null, discriminator: null }
    const request = { networks, preset: presets.tiny, cascade: defaultCascade, pictures: scenes, rehearsal: [] }
    return { request, pictureBytes: 1000, dispose: () => mbfcn.dispose() }
  },
}))

/** Helpers that were started; none of them answers. */
const helpers: { place: HelperPlace; asked: number; ended: boolean }[] = []
vi.mock('./gradient-helper.ts', async (original) => ({
  ...(await original<typeof import('./gradient-helper.ts')>()),
  GradientHelper: class {
    readonly #kept: (typeof helpers)[number]
    readonly ready = Promise.resolve(true)
    constructor(place: HelperPlace) {
      this.#kept = { place, asked: 0, ended: false }
      helpers.push(this.#kept)
    }
    async ask() {
      this.#kept.asked++
      return null
    }
    dispose() {
      this.#kept.ended = true
    }
  },
}))

const scenes: Labelled[] = Array.from({ length: 5 }, (_, index) => {
  const [width, height] = [128, 96]
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => 60 + ((at * (7 + index)) % 41))
  const faces = Array.from({ length: 10 }, (_, face) => {
    const box = { x: 4 + 24 * (face % 5), y: 8 + 40 * Math.floor(face / 5), width: 12, height: 14 }
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) data.fill(200, (y * width + x) * 4, (y * width + x) * 4 + 3)
    return { box, ignored: false }
  })
  return { name: `${index}`, picture: new Picture(sourceOf({ width, height, data })), faces }
})

const run: TrainingRun = {
  id: 'run',
  engine: { preset: 'tiny', backend: 'auto' },
  pictures: [],
  settings: {
    ...defaultSettings,
    rounds: 2,
    mbfcn: {
      ...(defaultSettings.mbfcn as NonNullable<typeof defaultSettings.mbfcn>),
      ...{ steps: 4, batch: 2, microBatch: 1, cropSize: 96, distilled: 1, evaluations: 1, statistics: [1] },
    },
    interpolations: [1],
  },
}
const place = { run, baseUrl: 'http://page/', excluded: [] }

/** Runs until the end, or until `onEvent` aborts. */
async function follow(
  session: FinetuneSession,
  onEvent: (event: TrainingEvent, abort: AbortController) => void = () => {},
) {
  const events: TrainingEvent[] = []
  const abort = new AbortController()
  const outcome = session.finetune(place, abort.signal, (event) => {
    events.push(event)
    onEvent(event, abort)
  })
  return { events, outcome: await outcome.catch((reason: Error) => reason) }
}

const stepsOf = (events: readonly TrainingEvent[]) =>
  events.flatMap((event) => (event.kind === 'point' && event.point.stage === 'mbfcn' ? [event.point.done] : []))

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
  vi.stubGlobal('navigator', {})
})
beforeEach(() => {
  kept.runs.clear()
  kept.progress.clear()
  kept.full = false
})

// Each run looks at every picture several times, on whatever core is left.
describe('a training in the worker', { timeout: 120_000 }, () => {
  test('pauses with a checkpoint; a closed tab goes on from that step, and what came out waits there', async () => {
    const session = new FinetuneSession(() => {})
    const closed = await follow(session, (event, abort) => {
      if (event.kind === 'point' && event.point.stage === 'mbfcn' && event.point.done === 2) session.control('pause')
      // The tab is closed while it rests.
      if (event.kind === 'paused') abort.abort(new Error('closed'))
    })
    expect(closed.outcome).toMatchObject({ message: 'closed' })
    expect(closed.events).toContainEqual({ kind: 'checkpoint', saved: true })
    expect(kept.runs.get('run')?.run).toEqual(run)
    expect(kept.progress.get('run')?.checkpoint).toMatchObject({ stage: 'mbfcn', step: 2 })

    const { events, outcome } = await follow(new FinetuneSession(() => {}))
    expect(stepsOf(events)).toEqual([3, 4])
    expect(outcome).toMatchObject({ backend: 'wasm', result: { improved: expect.any(Boolean) } })
    expect(Object.keys((outcome as { model: { networks: object } }).model.networks)).toEqual(['mbfcn'])
    const waiting = kept.progress.get('run')
    expect(waiting?.outcome).toEqual(outcome)
    expect(waiting?.points.filter(({ stage }) => stage === 'mbfcn').map(({ done }) => done)).toEqual([1, 2, 3, 4])
  })

  test('resumes where it paused', async () => {
    const session = new FinetuneSession(() => {})
    const { events, outcome } = await follow(session, (event) => {
      if (event.kind === 'point' && event.point.stage === 'mbfcn' && event.point.done === 1) session.control('pause')
      if (event.kind === 'paused') setTimeout(() => session.control('resume'), 20)
    })
    expect(events.some(({ kind }) => kind === 'paused')).toBe(true)
    expect(stepsOf(events)).toEqual([1, 2, 3, 4])
    expect(outcome).toHaveProperty('result')
  })

  test('can be ended early with what is best so far', async () => {
    const session = new FinetuneSession(() => {})
    const { events, outcome } = await follow(session, (event) => {
      if (event.kind === 'point' && event.point.stage === 'mbfcn') session.control('finish')
    })
    expect(stepsOf(events)).toEqual([1])
    expect(outcome).toHaveProperty('result')
  })

  test('says so where the browser has no room for it, and trains on', async () => {
    kept.full = true
    const { events, outcome } = await follow(new FinetuneSession(() => {}))
    const said = events.find(({ kind }) => kind === 'checkpoint')
    expect(said).toMatchObject({ saved: false, notice: expect.stringMatching(/no room left/) })
    expect(outcome).toHaveProperty('result')
  })

  test('has a helper from the plan to the end where there is a second core, and none where one thread is wanted', async () => {
    helpers.length = 0
    vi.stubGlobal('navigator', { hardwareConcurrency: 4 })
    try {
      const session = new FinetuneSession(() => {})
      await session.plan(place, new AbortController().signal, () => {})
      expect(helpers).toMatchObject([
        { place: { engine: run.engine, baseUrl: 'http://page/', threads: 2 }, ended: false },
      ])
      const planned = helpers[0]?.asked ?? 0
      expect(planned).toBeGreaterThan(0)
      await follow(session)
      expect(helpers).toMatchObject([{ asked: planned + 4, ended: true }])

      const modest = { ...place, run: { ...run, id: 'modest', engine: { ...run.engine, threads: 1 } } }
      await new FinetuneSession(() => {}).plan(modest, new AbortController().signal, () => {})
      expect(helpers.length).toBe(1)
    } finally {
      vi.stubGlobal('navigator', {})
    }
  })

  test('plans without changing a weight: steps, parts, time and memory', async () => {
    const plan = await new FinetuneSession(() => {}).plan(place, new AbortController().signal, () => {})
    expect(plan.refusal).toBeNull()
    expect(plan.rounds).toBe(2)
    expect(plan.parts.train.pictures + plan.parts.select.pictures + plan.parts.report.pictures).toBe(5)
    expect(plan.milliseconds).toBeGreaterThan(4 * (plan.measured.mbfcnStep ?? 0))
    expect(plan.measured.peakBytes).toBeGreaterThan(1000)
  })
})
