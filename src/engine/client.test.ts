import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEngine, createTrainer } from './client.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import type { TrainingRun } from './protocol.ts'

/** A worker that says only what the test makes it say. */
class ScriptedWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  onerror: ((event: { message: string; preventDefault: () => void }) => void) | null = null
  terminated = false
  readonly received: ToWorker[] = []
  postMessage(message: ToWorker) {
    if ('retire' in message) this.say({ kind: 'retired' })
    else this.received.push(message)
  }
  terminate() {
    this.terminated = true
  }
  say(data: FromWorker) {
    this.onmessage?.({ data })
  }
  die() {
    this.onerror?.({ message: 'killed', preventDefault: () => {} })
  }
  calls() {
    return this.received.flatMap((message) => ('call' in message ? [message] : []))
  }
}

let workers: ScriptedWorker[]
const settings = { smallestFace: 4, stage: 'full', threshold: 0.02 } as const
const picture = new Blob(['picture'])

function engine() {
  return createEngine('http://page/', () => {
    const worker = new ScriptedWorker()
    workers.push(worker)
    return worker as unknown as Worker
  })
}

async function prepared() {
  const made = engine()
  const ready = made.prepare({ preset: 'tiny', backend: 'auto' })
  workers[0]?.say({ id: 1, kind: 'done', value: { backend: 'webgpu' } })
  await ready
  return made
}

beforeEach(() => {
  workers = []
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("the page's engine", () => {
  test('passes progress and results on, and failures with their code', async () => {
    const made = await prepared()
    const progress: unknown[] = []
    const found = made.detect(picture, settings, { onProgress: (step) => progress.push(step) })
    workers[0]?.say({ id: 2, kind: 'progress', progress: { stage: 'decoding' } })
    workers[0]?.say({ id: 2, kind: 'done', value: 'faces' })
    expect(await found).toBe('faces')
    expect(progress).toEqual([{ stage: 'decoding' }])
    const broken = made.detect(picture, settings)
    workers[0]?.say({ id: 3, kind: 'failed', failure: { code: 'not-an-image', message: 'No picture.' } })
    await expect(broken).rejects.toMatchObject({ code: 'not-an-image', message: 'No picture.' })
  })

  test('names the same blob by the same number', async () => {
    const made = await prepared()
    void made.detect(picture, settings)
    void made.superResolve(picture, [])
    void made.detect(new Blob(['other']), settings)
    const ids = workers[0]?.calls().map(({ call }) => ('pictureId' in call ? call.pictureId : null))
    expect(ids).toEqual([null, 1, 1, 2])
  })

  test('keeps the worker when it confirms an abort in time', async () => {
    const made = await prepared()
    const controller = new AbortController()
    const stopped = made.detect(picture, settings, { signal: controller.signal })
    controller.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' })
    expect(workers[0]?.received.at(-1)).toEqual({ abort: 2 })
    workers[0]?.say({ id: 2, kind: 'failed', failure: { code: 'aborted', message: '' } })
    vi.advanceTimersByTime(5000)
    expect(workers.length).toBe(1)
    expect(workers[0]?.terminated).toBe(false)
  })

  test('replaces a worker that hangs, prepares the next one and goes on with what was waiting', async () => {
    const made = await prepared()
    const controller = new AbortController()
    const stopped = made.detect(picture, settings, { signal: controller.signal })
    const waiting = made.detect(new Blob(['next']), settings)
    controller.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' })
    vi.advanceTimersByTime(800)
    expect(workers[0]?.terminated).toBe(true)
    const calls = workers[1]?.calls() ?? []
    expect(calls.map(({ call }) => call.kind)).toEqual(['prepare', 'detect'])
    workers[1]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    expect(await waiting).toBe('faces')
  })

  test('goes on after a lost device, and without WebGPU after the second', async () => {
    const made = await prepared()
    const found = made.detect(picture, settings)
    workers[0]?.say({ kind: 'lost', reason: 'unplugged' })
    workers[1]?.say({ kind: 'lost', reason: 'unplugged' })
    const calls = workers[2]?.calls() ?? []
    expect(calls[0]?.call).toMatchObject({ kind: 'prepare', excluded: ['webgpu'] })
    workers[2]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    expect(await found).toBe('faces')
  })

  test('a worker that is killed gets a successor, which goes on with the same picture', async () => {
    const made = await prepared()
    const found = made.detect(picture, settings)
    const waiting = made.superResolve(picture, [])
    workers[0]?.die()
    const calls = workers[1]?.calls() ?? []
    expect(calls.map(({ call }) => call.kind)).toEqual(['prepare', 'detect', 'superResolve'])
    workers[1]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    workers[1]?.say({ id: calls[2]?.id as number, kind: 'done', value: 'patches' })
    expect(await found).toBe('faces')
    expect(await waiting).toBe('patches')
  })

  test('a picture that kills two workers is given up in words, and what waited behind it is not', async () => {
    const made = await prepared()
    const deadly = made.detect(picture, settings)
    const waiting = made.detect(new Blob(['next']), settings)
    workers[0]?.die()
    workers[1]?.die()
    await expect(deadly).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/stopped twice.*try/),
    })
    const calls = workers[2]?.calls() ?? []
    workers[2]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    expect(await waiting).toBe('faces')
    expect(workers).toHaveLength(3)
  })

  test.each(['out-of-memory', 'internal'] as const)('after %s the next picture gets a fresh worker', async (code) => {
    const made = await prepared()
    const broken = made.detect(picture, settings)
    const waiting = made.detect(new Blob(['next']), settings)
    workers[0]?.say({ id: 2, kind: 'failed', failure: { code, message: 'No.' } })
    await expect(broken).rejects.toMatchObject({ code })
    expect(workers[0]?.terminated).toBe(true)
    const calls = workers[1]?.calls() ?? []
    expect(calls.map(({ call }) => call.kind)).toEqual(['prepare', 'detect'])
    workers[1]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    expect(await waiting).toBe('faces')
  })

  test('another preset while a picture is searched waits for it and loses nothing', async () => {
    const made = await prepared()
    const found = made.detect(picture, settings)
    const other = made.prepare({ preset: 'compact', backend: 'auto' })
    workers[0]?.say({ kind: 'lost', reason: 'unplugged' })
    const calls = workers[1]?.calls() ?? []
    // The picture is searched with the networks that it was begun with.
    expect(calls.map(({ call }) => ('options' in call ? call.options.preset : call.kind))).toEqual([
      'tiny',
      'detect',
      'compact',
    ])
    workers[1]?.say({ id: calls[1]?.id as number, kind: 'done', value: 'faces' })
    workers[1]?.say({ id: calls[2]?.id as number, kind: 'done', value: 'info' })
    expect(await found).toBe('faces')
    expect(await other).toBe('info')
  })
})

describe("the page's trainer", () => {
  const run = {
    id: 'a',
    engine: { preset: 'tiny', backend: 'auto' },
    pictures: [],
    settings: {},
  } as unknown as TrainingRun

  function trainer() {
    return createTrainer('http://page/', () => {
      const worker = new ScriptedWorker()
      workers.push(worker)
      return worker as unknown as Worker
    })
  }

  test('passes events and the outcome on, and what the person does to the worker', async () => {
    const events: unknown[] = []
    const running = trainer().finetune(run, { onEvent: (event) => events.push(event) })
    expect(workers[0]?.calls()[0]?.call).toMatchObject({ kind: 'finetune', run, baseUrl: 'http://page/' })
    workers[0]?.say({ id: 1, kind: 'training', event: { kind: 'notice', notice: 'Careful.' } })
    running.pause()
    running.resume()
    running.finish()
    expect(workers[0]?.received.slice(1)).toEqual([{ control: 'pause' }, { control: 'resume' }, { control: 'finish' }])
    workers[0]?.say({ id: 1, kind: 'done', value: 'outcome' })
    expect(await running.outcome).toBe('outcome')
    expect(events).toEqual([{ kind: 'notice', notice: 'Careful.' }])
  })

  test('goes on in a new worker when the device is lost, and leaves out WebGPU after the second time', async () => {
    const running = trainer().finetune(run)
    workers[0]?.say({ kind: 'lost', reason: 'unplugged' })
    workers[1]?.say({ kind: 'lost', reason: 'unplugged' })
    expect(workers[2]?.calls()[0]?.call).toMatchObject({ kind: 'finetune', run, excluded: ['webgpu'] })
    workers[2]?.say({ id: 1, kind: 'done', value: 'outcome' })
    expect(await running.outcome).toBe('outcome')
  })

  test('ends at the signal at once, and a worker that sits in a long step is replaced', async () => {
    const abort = new AbortController()
    const running = trainer().finetune(run, { signal: abort.signal })
    abort.abort()
    await expect(running.outcome).rejects.toMatchObject({ code: 'aborted' })
    vi.advanceTimersByTime(800)
    expect(workers[0]?.terminated).toBe(true)
  })
})
