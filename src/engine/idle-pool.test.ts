import { afterEach, expect, test, vi } from 'vitest'
import { withIdlePool } from './idle-pool.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

class Real {
  readonly made: readonly unknown[]
  constructor(...made: unknown[]) {
    this.made = made
  }
}

test('a pool of workers from blobs is ready without one being made; others are real', async () => {
  vi.stubGlobal('Worker', Real)
  const ready = await withIdlePool(async () => {
    const helper = new Worker('blob:helper', { type: 'module' })
    expect(helper).toBeInstanceOf(Real)
    const pooled = new Worker('blob:thread')
    expect(pooled).not.toBeInstanceOf(Real)
    return new Promise((done) => {
      pooled.onmessage = ({ data }) => done(data)
      pooled.postMessage({ cmd: 'load' })
    })
  })
  expect(ready).toEqual({ cmd: 'loaded' })
  expect(Worker).toBe(Real)
  await expect(withIdlePool(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(Worker).toBe(Real)
})

test('where there are no workers the work is done all the same', async () => {
  vi.stubGlobal('Worker', undefined)
  expect(await withIdlePool(async () => 46)).toBe(46)
})
