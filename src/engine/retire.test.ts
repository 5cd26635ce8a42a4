import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { endsWithThis, GRACE, PATIENCE, retire, retireOwn } from './retire.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function heard() {
  const worker = {
    onmessage: null as ((event: { data: object }) => void) | null,
    onerror: null,
    postMessage: vi.fn(),
    terminate: vi.fn(),
  }
  return { worker, gone: retire(worker as unknown as Worker) }
}

describe('a worker that is to end', () => {
  test('is asked, goes on with what it is at, and is terminated when it says so', async () => {
    const { worker, gone } = heard()
    expect(worker.postMessage).toHaveBeenCalledWith({ retire: true })
    worker.onmessage?.({ data: { kind: 'progress' } })
    await vi.advanceTimersByTimeAsync(PATIENCE - 1)
    expect(worker.terminate).not.toHaveBeenCalled()
    worker.onmessage?.({ data: { kind: 'retired' } })
    await gone
    await vi.advanceTimersByTimeAsync(PATIENCE)
    expect(worker.terminate).toHaveBeenCalledOnce()
  })

  test('is terminated after some time where it does not answer', async () => {
    const { worker, gone } = heard()
    await vi.advanceTimersByTimeAsync(PATIENCE)
    await gone
    expect(worker.terminate).toHaveBeenCalledOnce()
  })
})

describe('a worker that has workers of its own', () => {
  const settledAt = async (work: Promise<void>) => {
    const start = performance.now()
    let at = Number.NaN
    void work.then(() => {
      at = performance.now() - start
    })
    await vi.advanceTimersByTimeAsync(10_000)
    return at
  }

  test('may go at once where none has ended lately', async () => {
    await vi.advanceTimersByTimeAsync(GRACE)
    expect(await settledAt(retireOwn())).toBe(0)
  })

  test('ends them first, and waits from the end of the last one', async () => {
    const names: string[] = []
    const late = endsWithThis(async () => {
      await new Promise((done) => setTimeout(done, 700))
      names.push('late')
      late()
    })
    const quick = endsWithThis(() => {
      names.push('quick')
      quick()
    })
    expect(await settledAt(retireOwn())).toBe(700 + GRACE)
    expect(names).toEqual(['quick', 'late'])
    expect(await settledAt(retireOwn())).toBe(0)
    expect(names).toHaveLength(2)
  })

  test('waits for one that ended by itself a moment ago', async () => {
    endsWithThis(() => {})()
    await vi.advanceTimersByTimeAsync(100)
    expect(await settledAt(retireOwn())).toBe(GRACE - 100)
  })
})
