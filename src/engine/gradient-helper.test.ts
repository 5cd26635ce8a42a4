import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SharedWork } from '../training/stages/shared-work.ts'
import { GradientHelper, helps, threadsEach } from './gradient-helper.ts'
import { serveGradients } from './gradient-server.ts'

const place = { engine: { preset: 'tiny', backend: 'wasm' }, baseUrl: 'http://page/', threads: 1 } as const
const work = (value: number): SharedWork => ({
  parts: [],
  counts: { learning: 1, taught: 0 },
  cropSize: 96,
  distillation: 0,
  weights: { w: new Float32Array([value, 2 * value]) },
})

type Listener = (event: { data: unknown }) => void

/** A worker that runs `serveGradients` on the other end of a channel; messages are cloned, buffers move, as between workers. */
function spawned(answers: (work: SharedWork) => Promise<Record<string, Float32Array<ArrayBuffer>>>) {
  const { port1, port2 } = new MessageChannel()
  const ended = vi.fn(() => {
    port1.close()
    port2.close()
  })
  const scope = {
    onmessage: null as Listener | null,
    postMessage: (message: unknown, transfer: Transferable[]) => port2.postMessage(message, transfer),
  }
  port2.onmessage = ({ data }) => {
    if ('help' in data)
      void serveGradients(scope as never, data.help, async () => async (asked) => ({
        gradients: await answers(asked),
        losses: { total: 1 },
      }))
    else {
      if ('retire' in data) port2.postMessage({ kind: 'retired' })
      scope.onmessage?.({ data })
    }
  }
  const worker = {
    onmessage: null as Listener | null,
    onerror: null as ((event: { preventDefault(): void }) => void) | null,
    postMessage: (message: unknown, transfer: Transferable[]) => port1.postMessage(message, transfer),
    terminate: ended,
  }
  port1.onmessage = ({ data }) => worker.onmessage?.({ data })
  return { worker, ended, spawn: () => worker as unknown as Worker }
}

/** Twice the weights. */
const doubled = async ({ weights }: SharedWork) => ({ w: (weights.w as Float32Array<ArrayBuffer>).map((v) => 2 * v) })

describe('a helper in another worker', () => {
  test('answers what it is asked, one after the other, and ends when it is not needed any more', async () => {
    const { spawn, ended } = spawned(doubled)
    const helper = new GradientHelper(place, spawn)
    expect(await helper.ready).toBe(true)
    for (const value of [1, 5]) {
      const answer = await helper.ask(work(value))
      expect([...(answer?.gradients.w ?? [])]).toEqual([2 * value, 4 * value])
    }
    await helper.dispose()
    expect(ended).toHaveBeenCalledOnce()
    expect(await helper.ask(work(1))).toBeNull()
  })

  test('is not waited for while it starts', async () => {
    const { spawn } = spawned(doubled)
    const helper = new GradientHelper(place, spawn)
    expect(await helper.ask(work(1))).toBeNull()
    expect(await helper.ready).toBe(true)
    expect(await helper.ask(work(1))).not.toBeNull()
    await helper.dispose()
  })

  test('that fails, says nothing, or is ended by the system counts as gone, for good', async () => {
    const failing = spawned(async ({ weights }) => {
      if (weights.w?.[0] === 2) throw new Error('out of memory')
      return doubled(work(1))
    })
    const silent = spawned(({ weights }) => (weights.w?.[0] === 2 ? new Promise(() => {}) : doubled(work(1))))
    const dying = spawned(async (asked) => {
      if (asked.weights.w?.[0] === 2) dying.worker.onerror?.({ preventDefault: () => {} })
      return doubled(asked)
    })
    for (const { spawn, ended } of [failing, silent, dying]) {
      const helper = new GradientHelper(place, spawn, 200)
      await helper.ready
      expect(await helper.ask(work(1))).not.toBeNull()
      expect(await helper.ask(work(2))).toBeNull()
      await helper.dispose()
      expect(ended).toHaveBeenCalledOnce()
      expect(await helper.ask(work(1))).toBeNull()
    }
  })

  test('that cannot start is done without', async () => {
    const none = new GradientHelper(place, () => {
      throw new Error('no worker within a worker')
    })
    expect(await none.ready).toBe(false)
    expect(await none.ask(work(1))).toBeNull()
  })
})

describe('whether there is a helper', () => {
  afterEach(() => vi.unstubAllGlobals())

  test.each([
    ['webgpu', 8, undefined, false],
    ['webgl', 8, undefined, false],
    ['wasm', 8, undefined, true],
    ['wasm', 8, 1, false],
    ['wasm', 8, 2, true],
    ['wasm', 1, undefined, false],
  ] as const)('on %s with %i cores and %s threads wanted: %s', (backend, hardwareConcurrency, threads, expected) => {
    vi.stubGlobal('navigator', { hardwareConcurrency })
    expect(helps(backend, threads)).toBe(expected)
  })

  test.each([
    [8, undefined, 4],
    [2, undefined, 1],
    [8, 3, 2],
    [4, 16, 2],
  ])('of %i cores, %s threads wanted, each worker has %i', (hardwareConcurrency, threads, each) => {
    vi.stubGlobal('navigator', { hardwareConcurrency })
    expect(threadsEach(threads)).toBe(each)
  })
})
