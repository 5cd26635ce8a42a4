import { resolveObjectURL } from 'node:buffer'
import { Worker as Thread } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { convolutionModule } from './convolution-module.ts'
import { Crew } from './crew.ts'

/** A browser's worker out of Node's. */
class FakeWorker {
  readonly #thread: Promise<Thread>

  constructor(url: string) {
    const listen = "const { parentPort } = require('node:worker_threads')\nvar onmessage\n"
    const hear = "\nparentPort.on('message', (data) => onmessage({ data }))"
    const script = (async () => (await resolveObjectURL(url)?.text()) ?? '')()
    this.#thread = script.then((text) => new Thread(`${listen}${text}${hear}`, { eval: true }))
  }

  postMessage(data: unknown): void {
    void this.#thread.then((thread) => thread.postMessage(data))
  }

  terminate(): void {
    void this.#thread.then((thread) => thread.terminate())
  }
}

/** Writes into the memory which member did each unit, a bit for each, so that a unit that is done twice or never shows. */
const SOURCE = `({ memory }) => (member, [at], first, last) => {
  const done = new Int32Array(memory.buffer)
  for (let unit = first; unit < last; unit++) Atomics.add(done, at + unit, 1 << member)
}`

const UNITS = 1000
const module = convolutionModule(true)
let crew: Crew
const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true })
const done = () => new Int32Array(memory.buffer, 64, UNITS)

beforeEach(() => {
  vi.stubGlobal('Worker', FakeWorker)
  crew = new Crew(2, { module, memory, source: SOURCE })
})

afterEach(() => {
  crew.dispose()
  vi.unstubAllGlobals()
})

/** One job; the caller takes `pause` ms for a block. */
function job(block: number, pause = 0): Set<number> {
  done().fill(0)
  crew.run(UNITS, block, [16], (first, last) => {
    for (const until = performance.now() + pause; performance.now() < until; );
    for (let unit = first; unit < last; unit++) Atomics.add(done(), unit, 1)
  })
  return new Set(done())
}

test('members that have not started are not waited for', () => {
  expect([...job(7)]).toEqual([1])
})

test('each unit is done once, by whoever is there, job after job', { timeout: 30_000 }, async () => {
  await vi.waitFor(() => expect(job(1, 0.2).size).toBeGreaterThan(1), 20_000)
  for (let round = 0; round < 300; round++) {
    const members = job(1 + (round % 50))
    for (const member of members) expect([1, 2, 4]).toContain(member)
    expect(done().every((value) => value > 0)).toBe(true)
  }
})

test.each([
  ['fails', "throw new Error('as out of memory')"],
  ['never comes back', 'for (;;);'],
])('where a member %s the caller does everything itself, from then on alone', { timeout: 30_000 }, async (_, end) => {
  crew.dispose()
  // It says that it has begun, and leaves its block undone.
  const source = `({ memory }) => () => { Atomics.store(new Int32Array(memory.buffer), 0, 1); ${end} }`
  crew = new Crew(1, { module, memory, source }, 500)
  const begun = new Int32Array(memory.buffer, 0, 1)
  begun[0] = 0
  const whole = () => {
    done().fill(0)
    crew.run(UNITS, 1, [], (first, last) => {
      for (const until = performance.now() + 0.1; begun[0] === 0 && performance.now() < until; );
      done().fill(1, first, last)
    })
    return done().every((unit) => unit === 1)
  }
  await vi.waitFor(() => {
    expect(whole()).toBe(true)
    expect(begun[0]).toBe(1)
  }, 20_000)
  expect(crew.size).toBe(0)
  expect(whole()).toBe(true)
})
