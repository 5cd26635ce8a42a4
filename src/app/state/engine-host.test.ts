import { expect, test } from 'vitest'
import { fakeEngine } from '../testing/fake-engine.ts'
import { EngineHost } from './engine-host.ts'

const compact = { preset: 'compact', backend: 'auto' } as const
const tiny = { preset: 'tiny', backend: 'auto' } as const

test('the engine is prepared once for the same options and again for others', async () => {
  const engine = fakeEngine()
  const host = new EngineHost(async () => engine)
  await host.use(compact, {}, async () => 1)
  await host.use(compact, {}, async () => 2)
  await host.use(tiny, {}, async () => 3)
  expect(engine.prepared.map((options) => options.preset)).toEqual(['compact', 'tiny'])
})

test('an own model is handed to the engine, and going back to the shipped one prepares that', async () => {
  const engine = fakeEngine()
  const cascade = {} as never
  const host = new EngineHost(
    async () => engine,
    () => {},
    async (id) => ({ id, cascade, networks: {} }),
  )
  await host.use({ ...tiny, modelId: 'night' }, {}, async () => 1)
  await host.use({ ...tiny, modelId: 'night' }, {}, async () => 2)
  await host.use({ ...tiny, modelId: null }, {}, async () => 3)
  expect(engine.prepared.map(({ model }) => model?.id)).toEqual(['night', undefined])
})

test('work waits for the work before it, even if that fails', async () => {
  const order: string[] = []
  const host = new EngineHost(async () => fakeEngine())
  const first = host.use(compact, {}, async () => {
    await new Promise((done) => setTimeout(done, 20))
    order.push('first')
    throw new Error('broken')
  })
  const second = host.use(compact, {}, async () => void order.push('second'))
  await expect(first).rejects.toThrow('broken')
  await second
  expect(order).toEqual(['first', 'second'])
})

test('after an abort the next picture gets a freshly prepared engine; after a broken file it need not', async () => {
  const engine = fakeEngine()
  const host = new EngineHost(async () => engine)
  const failing = (code: string) => host.use(compact, {}, async () => Promise.reject({ code }))
  await expect(failing('not-an-image')).rejects.toMatchObject({ code: 'not-an-image' })
  await host.use(compact, {}, async () => 1)
  expect(engine.prepared).toHaveLength(1)
  await expect(failing('aborted')).rejects.toMatchObject({ code: 'aborted' })
  await host.use(compact, {}, async () => 1)
  expect(engine.prepared).toHaveLength(2)
})

test('work that was cancelled while it waited never reaches the engine', async () => {
  const host = new EngineHost(async () => fakeEngine())
  const abort = new AbortController()
  let reached = false
  const waiting = host.use(compact, { signal: abort.signal }, async () => {
    reached = true
  })
  abort.abort()
  await expect(waiting).rejects.toThrow()
  expect(reached).toBe(false)
})

test('a released engine is closed after the work before it, and the next work gets another one', async () => {
  const made: { closed: number }[] = []
  const host = new EngineHost(async () => {
    const one = { closed: 0 }
    made.push(one)
    return { ...fakeEngine(), dispose: () => void one.closed++ }
  })
  const before = host.use(compact, {}, async () => made[0]?.closed)
  host.release()
  expect(await before).toBe(0)
  await host.use(compact, {}, async () => 1)
  expect(made).toEqual([{ closed: 1 }, { closed: 0 }])
})
