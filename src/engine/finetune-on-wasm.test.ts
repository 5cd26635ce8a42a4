import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultCascade } from '../detection/cascade.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import { buildNetwork } from '../networks/build.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import { measureBudget } from '../training/budget.ts'
import { type FinetuneRequest, finetune } from '../training/finetune.ts'
import type { Networks } from '../training/measure.ts'
import { type Checkpoint, type FinetuneResult, type TrainingProgress, TrainingRefused } from '../training/progress.ts'
import type { Labelled } from '../training/samples/labelled.ts'
import { defaultSettings, type FinetuneSettings, secondStageDefaults } from '../training/settings.ts'
import { lookWith } from '../training/stages/context.ts'
import { lookInRounds } from '../training/stages/rounds.ts'
import type { Helper, SharedWork } from '../training/stages/shared-work.ts'
import { GradientSource } from '../training/stages/step-gradients.ts'
import { copyWeights, learningWeights, writeWeights } from '../training/weights.ts'
import { registerWasmKernels } from './kernels/register.ts'

const preset = presets.tiny
const shapes = { tileSides: [128, 256], batch: 8, batchSizes: [], cropOnGpu: false }
const mbfcn = {
  ...(defaultSettings.mbfcn as NonNullable<FinetuneSettings['mbfcn']>),
  steps: 4,
  batch: 2,
  microBatch: 1,
  cropSize: 96,
  distilled: 1,
  evaluations: 1,
}
const settings: FinetuneSettings = {
  ...defaultSettings,
  shares: { train: 0.7, select: 0.3, report: 0 },
  rounds: 1,
  mbfcn,
  interpolations: [1],
}

/** The gate lets a few ROIs through, since an untrained network is sure of nothing. */
const cascade = {
  ...defaultCascade,
  calibration: { ...defaultCascade.calibration, mbfcn: { bias: -6, detectorLogit: 1, faceLogit: 0, logHeight: 0 } },
}

function scene(index: number, size = 12): Labelled {
  const [width, height] = [128, 96]
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => 60 + ((at * (7 + index)) % 41))
  const faces = Array.from({ length: 10 }, (_, face) => {
    const box = { x: 4 + 24 * (face % 5), y: 8 + 40 * Math.floor(face / 5), width: size, height: size + 2 }
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) data.fill(200, (y * width + x) * 4, (y * width + x) * 4 + 3)
    return { box, ignored: false }
  })
  return { name: `${index}`, picture: new Picture(sourceOf({ width, height, data })), faces }
}

const pictures = Array.from({ length: 5 }, (_, index) => scene(index))

function fresh(second: boolean): Networks {
  const build = (name: 'mbfcn' | 'generator' | 'discriminator') => {
    const model = buildNetwork(preset, name)
    unsettle(model)
    return model
  }
  return {
    mbfcn: build('mbfcn'),
    generator: second ? build('generator') : null,
    discriminator: second ? build('discriminator') : null,
  }
}

const request = ({ networks = fresh(false), ...change }: Partial<FinetuneRequest> = {}): FinetuneRequest => ({
  networks,
  preset,
  cascade,
  shapes,
  pictures,
  rehearsal: [],
  settings,
  ...change,
})

async function follow(one: FinetuneRequest, onStep?: (progress: TrainingProgress) => Promise<boolean>) {
  const seen: TrainingProgress[] = []
  const steps = finetune(one)
  for (;;) {
    const step = await steps.next()
    if (step.done) return { seen, result: step.value as FinetuneResult | null }
    seen.push(step.value)
    if ((await onStep?.(step.value)) === false) return { seen, result: null }
  }
}

const lossesOf = (seen: readonly TrainingProgress[]) =>
  seen.filter(({ stage }) => stage === 'mbfcn').map(({ losses }) => losses)

beforeAll(async () => {
  await tf.setBackend('wasm')
  registerWasmKernels()
})

// Each run looks at every picture several times, on whatever core is left.
describe('fine-tuning', { timeout: 120_000 }, () => {
  test('goes through its stages, keeps the old weights where nothing got better, and leaves no tensor behind', async () => {
    const networks = fresh(false)
    const old = await copyWeights(networks.mbfcn)
    const before = tf.memory().numTensors
    // At a rate of 0 nothing can get better, whatever an untrained network finds by chance.
    const idle = { ...settings, mbfcn: { ...mbfcn, rate: 0, statistics: [] } }
    const { seen, result } = await follow(request({ networks, settings: idle }))
    expect(tf.memory().numTensors).toBe(before)
    const stages = [...new Set(seen.map(({ stage }) => stage))]
    // The made pictures are noisy, so that restoring them is tried.
    expect(stages.slice(0, 4)).toEqual(['measuring', 'restoring', 'statistics', 'mbfcn'])
    for (const losses of lossesOf(seen))
      for (const name of ['total', 'score', 'box', 'distillation']) expect(Number.isFinite(losses?.[name])).toBe(true)
    expect(result?.improved).toBe(false)
    expect(result?.notices.join()).toMatch(/keeps its old/)
    expect(await copyWeights(networks.mbfcn)).toEqual(old)
  })

  test('moves the weights less that the Fisher information holds, and all of them without it', async () => {
    const named = Object.keys(await copyWeights(fresh(false).mbfcn)).filter((name) => !name.includes('moving_'))
    const held = (name: string) => name.startsWith('stage')
    const model = fresh(false).mbfcn
    const old = await copyWeights(model)
    const places = (name: string) => learningWeights(model, 'all').get(name)?.shape.at(-1) as number
    const fisher = Object.fromEntries(
      named.map((name) => [name, new Float32Array(places(name)).fill(held(name) ? 1e4 : 0)]),
    )
    const pulled = { ...settings, mbfcn: { ...mbfcn, pull: 1, statistics: [] } }
    const wayOf = async (change: Partial<FinetuneRequest>) => {
      let moved: Checkpoint | undefined
      await follow(request({ settings: pulled, ...change }), async ({ stage, done, checkpoint }) => {
        if (stage !== 'mbfcn' || done !== 2) return true
        moved = await checkpoint?.()
        return false
      })
      return (name: string) =>
        Math.max(
          ...(old[name] as Float32Array).map((value, at) =>
            Math.abs(value - (moved?.weights.mbfcn?.[name]?.[at] as number)),
          ),
        )
    }
    const [weighed, alone] = [
      await wayOf({ fisher }),
      await wayOf({ settings: { ...settings, mbfcn: { ...pulled.mbfcn, pull: 0 } } }),
    ]
    for (const name of named) {
      expect(alone(name), name).toBeGreaterThan(1e-4)
      if (held(name)) expect(weighed(name), name).toBeLessThan(1e-5)
      else expect(weighed(name), name).toBeGreaterThan(1e-4)
    }
  })

  test('has the same weights whether a helper computes half of each batch, dies on the way, or never comes', async () => {
    const shared = { ...settings, mbfcn: { ...mbfcn, batch: 3, microBatch: 3, distilled: 2, statistics: [1] } }
    const weightsWith = async (helper: Helper | null) => {
      let reached: Checkpoint | undefined
      await follow(request({ settings: shared, helper }), async ({ stage, done, checkpoint }) => {
        if (stage !== 'mbfcn' || done !== 3) return true
        reached = await checkpoint?.()
        return false
      })
      return reached?.weights.mbfcn
    }
    const never = await weightsWith({ ask: async () => null })
    for (const dies of [2, 100]) {
      // Its own network and its own copy of the message, as in another worker.
      const source = new GradientSource(fresh(false).mbfcn, preset, 'all')
      let asked = 0
      let computed = 0
      const ask = async (work: SharedWork) => {
        if (++asked >= dies) return null
        computed += work.parts.reduce((sum, { crops }) => sum + crops.length, 0)
        return structuredClone(await source.answer(structuredClone(work)))
      }
      expect(await weightsWith({ ask })).toEqual(never)
      // One of three labelled crops, and one of two taught ones, in each step.
      expect(computed).toBe(2 * Math.min(3, dies - 1))
      source.dispose()
    }
    // Without one the batch is a single part, whose loss is divided by all of its faces at once: near, and not the same.
    const alone = await weightsWith(null)
    expect(alone).not.toEqual(never)
  })

  test('goes on from a checkpoint as if it had never stopped', async () => {
    const whole = await follow(request())
    let kept: Checkpoint | null = null
    await follow(request(), async ({ stage, done, checkpoint }) => {
      if (stage !== 'mbfcn' || done !== 2) return true
      kept = structuredClone((await checkpoint?.()) ?? null)
      return false
    })
    expect(kept).not.toBeNull()
    const rest = await follow(request({ checkpoint: kept as unknown as Checkpoint }))
    const [expected, actual] = [lossesOf(whole.seen).slice(2), lossesOf(rest.seen)]
    expect(actual.length).toBe(2)
    for (const [index, losses] of actual.entries())
      for (const [name, value] of Object.entries(losses ?? {}))
        expect(value).toBeCloseTo(expected[index]?.[name] as number, 4)
  })

  test('in rounds every picture judges once, and a checkpoint of the second round goes on as if it had never stopped', async () => {
    const networks = fresh(false)
    const before = tf.memory().numTensors
    const inRounds = { ...settings, rounds: 2 }
    const whole = await follow(request({ networks, settings: inRounds }))
    expect(tf.memory().numTensors).toBe(before)
    const learning = whole.seen.filter(({ stage }) => stage === 'mbfcn')
    expect(learning.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4].map((done) => [done, 4]))
    // Two steps each, and a look at the end of each.
    expect(learning.map(({ ap }) => ap !== undefined)).toEqual([false, true, false, true])
    expect(whole.result?.pictures.map(({ name }) => name).sort()).toEqual(pictures.map(({ name }) => name))
    let kept: Checkpoint | null = null
    await follow(request({ settings: inRounds }), async ({ stage, done, checkpoint }) => {
      if (stage !== 'mbfcn' || done !== 3) return true
      kept = structuredClone((await checkpoint?.()) ?? null)
      return false
    })
    expect((kept as unknown as Checkpoint).finished?.length).toBe(1)
    const rest = await follow(request({ settings: inRounds, checkpoint: kept as unknown as Checkpoint }))
    const [expected, actual] = [lossesOf(whole.seen).slice(3), lossesOf(rest.seen)]
    expect(actual.length).toBe(1)
    for (const [name, value] of Object.entries(actual[0] ?? {}))
      expect(value).toBeCloseTo(expected[0]?.[name] as number, 4)
    expect(rest.result?.after.ap).toBeCloseTo(whole.result?.after.ap as number, 4)
  })

  test('what a round learned looks at the pictures that it did not learn from, and at no others', async () => {
    const networks = fresh(false)
    const [one, other] = [await copyWeights(networks.mbfcn), await copyWeights(networks.mbfcn)]
    for (const [name, values] of Object.entries(other)) if (name.endsWith('/bias')) values.fill(1)
    const base = { networks, preset, cascade, shapes, split: { train: [], select: [], report: [] }, rehearsal: [] }
    const context = { ...base, fisher: null, helper: null, seed: 1, resumed: null }
    const rounds = [pictures.slice(0, 2), pictures.slice(2, 3)].map((select) => ({ train: [], select }))
    const looked = await lookInRounds(context, cascade, rounds, [{ mbfcn: one }, { mbfcn: other }], 'mbfcn')
    expect(looked.map(({ labelled }) => labelled.name)).toEqual(['0', '1', '2'])
    const alone = async (weights: typeof one, at: number) => {
      writeWeights(networks.mbfcn, weights)
      const [found] = await lookWith(context, cascade, pictures.slice(at, at + 1), 'mbfcn')
      return found?.faces
    }
    expect(looked[0]?.faces).toEqual(await alone(one, 0))
    expect(looked[2]?.faces).toEqual(await alone(other, 2))
    expect(looked[2]?.faces).not.toEqual(await alone(one, 2))
  })

  test('stops at the signal and gives the networks their weights back', async () => {
    const networks = fresh(false)
    const old = await copyWeights(networks.mbfcn)
    const abort = new AbortController()
    const stopped = follow(request({ networks, signal: abort.signal }), async ({ stage, done }) => {
      if (stage === 'mbfcn' && done === 2) {
        expect(await copyWeights(networks.mbfcn)).not.toEqual(old)
        abort.abort(new Error('enough'))
      }
      return true
    })
    await expect(stopped).rejects.toThrow('enough')
    expect(await copyWeights(networks.mbfcn)).toEqual(old)
  })

  test('steps back, at half the rate, from a loss that is not finite', async () => {
    const wild = { ...settings, mbfcn: { ...mbfcn, rate: 1e30, pull: 0, statistics: [] } }
    const networks = fresh(false)
    const old = await copyWeights(networks.mbfcn)
    const { seen } = await follow(request({ networks, settings: wild }))
    expect(seen.some(({ notice }) => /not finite/.test(notice ?? ''))).toBe(true)
    expect(await copyWeights(networks.mbfcn)).toEqual(old)
  })

  test('trains generator and discriminator in turn on pairs, tiny and direct ROIs', async () => {
    const networks = fresh(true)
    const second = { ...secondStageDefaults, steps: 3, pairs: 2, tiny: 2, direct: 1, evaluations: 1 }
    const tall: Labelled[] = pictures.map((one, index) => {
      const box = { x: 60, y: 30, width: 50, height: 60 }
      return index % 2 ? one : { ...one, faces: [...one.faces.slice(0, 6), { box, ignored: false }] }
    })
    const before = tf.memory().numTensors
    const { seen } = await follow(request({ networks, pictures: tall, settings: { ...settings, mbfcn: null, second } }))
    expect(tf.memory().numTensors).toBe(before)
    const steps = seen.filter(({ stage }) => stage === 'second').map(({ losses }) => losses ?? {})
    expect(steps.length).toBe(3)
    expect(Object.keys(steps[0] ?? {})).toEqual(
      expect.arrayContaining(['dDiscrimination', 'dClassification', 'realRight', 'generatedRight']),
    )
    // The discriminator warms up alone.
    expect(Object.keys(steps[2] ?? {})).toEqual(expect.arrayContaining(['gPixel', 'gAdversarial', 'gClassification']))
  })

  test('refuses labels that cannot train, with the reason', async () => {
    await expect(follow(request({ pictures: pictures.slice(0, 2) }))).rejects.toThrow(TrainingRefused)
    await expect(follow(request({ pictures: pictures.slice(0, 2) }))).rejects.toThrow(/at least 4/)
  })

  test('says beforehand what it costs, without changing a weight', async () => {
    const networks = fresh(false)
    const old = await copyWeights(networks.mbfcn)
    const before = tf.memory()
    const budget = await measureBudget(request({ networks }))
    expect(tf.memory().numTensors).toBe(before.numTensors)
    expect(await copyWeights(networks.mbfcn)).toEqual(old)
    // A micro-batch of one crop: its first map alone, 48×48×16, is held several times.
    expect(budget.peakBytes).toBeGreaterThan(before.numBytes + 3 * 48 * 48 * 16 * 4)
    expect(budget.stepMilliseconds).toBeGreaterThan(0)
  })
})
