import { resolveObjectURL } from 'node:buffer'
import { Worker as Thread } from 'node:worker_threads'
import '@tensorflow/tfjs-backend-wasm'
import { getKernel, setBackend, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { convolutionModule } from './convolution-module.ts'
import { Crew } from './crew.ts'
import { endCrew, instanceFor, setThreads } from './own-convolutions.ts'
import { registerWasmKernels } from './register.ts'

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

/** A backend of shared memory, which tfjs's own is only in a browser, as far as our kernels use it. */
function sharedBackend() {
  const wasmMemory = new WebAssembly.Memory({ initial: 400, maximum: 65536, shared: true })
  const offsets = new Map<object, number>()
  let free = 1024
  const makeOutput = (shape: readonly number[]): TensorInfo => {
    const dataId = {}
    offsets.set(dataId, free)
    free += (4 * util.sizeFromShape([...shape]) + 15) & ~15
    return { dataId, shape: [...shape], dtype: 'float32' }
  }
  const typedArrayFromHeap = ({ dataId, shape }: TensorInfo) =>
    new Float32Array(wasmMemory.buffer, offsets.get(dataId), util.sizeFromShape(shape))
  const dataIdMap = { get: (id: object) => ({ memoryOffset: offsets.get(id) ?? 0 }) }
  const disposeData = () => true
  /** Gives back what `work` took; memory that was used is not empty. */
  const lent = <Made>(work: () => Made): Made => {
    const before = free
    const made = work()
    free = before
    return made
  }
  new Float32Array(wasmMemory.buffer).fill(1e30)
  const random = (shape: readonly number[], seed: number) => {
    const tensor = makeOutput(shape)
    const values = typedArrayFromHeap(tensor)
    let state = seed
    values.forEach((_, at) => {
      state = (state * 16807) % 2147483647
      values[at] = (2 * state) / 2147483647 - 1
    })
    return tensor
  }
  return { wasm: { wasmMemory }, dataIdMap, makeOutput, typedArrayFromHeap, disposeData, lent, random }
}

test.each([
  ['a filter’s gradient', 'Conv2DBackpropFilter', [8, 24, 22, 16], {}],
  ['Winograd’s convolution', 'SpecklensConvolution3x3', [2, 41, 22, 16], {}],
  ['each pixel twice', 'ResizeNearestNeighbor', [2, 41, 22, 16], { size: [82, 44] }],
  ['bilinear enlargement', 'ResizeBilinear', [1, 100, 90, 3], { size: [200, 180], halfPixelCenters: true }],
  ['the largest of four', 'MaxPool', [2, 90, 62, 16], { filterSize: 2, strides: 2, pad: 'valid' }],
  ['a sum', 'Add', [2, 64, 32, 16], {}],
] as const)('%s is the same on three threads as on one', { timeout: 60_000 }, async (_, kernel, shape, asked) => {
  // Without the workers that tfjs would make.
  vi.unstubAllGlobals()
  await setBackend('wasm')
  registerWasmKernels()
  vi.stubGlobal('Worker', FakeWorker)
  const backend = sharedBackend()
  const outs = 24
  const x = backend.random(shape, 1)
  const dy = backend.random([...shape.slice(0, 3), outs], 2)
  const filter = backend.random([36, outs / 8, shape[3], 8], 3)
  const bias = backend.random([outs], 4)
  const attrs = { strides: 1, pad: 'same', filterShape: [3, 3, shape[3], outs], relu: true, ...asked }
  const compute = () => {
    const { kernelFunc } = getKernel(kernel, 'wasm') as unknown as { kernelFunc(given: object): TensorInfo }
    const given = { inputs: { x, dy, filter, bias, images: x, a: x, b: x }, attrs, backend }
    return backend.lent(() => backend.typedArrayFromHeap(kernelFunc(given)).slice())
  }
  setThreads(1)
  const alone = compute()
  expect(alone.some((value) => value > 0.9)).toBe(true)
  endCrew(backend)
  setThreads(3)
  const { crew } = instanceFor(backend)
  await vi.waitFor(() => expect(crew?.ready).toBe(2), 20_000)
  const largest = alone.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const first = compute()
  for (let round = 0; round < 50; round++) {
    const together = compute()
    expect(together.every((value, at) => value === first[at])).toBe(true)
    expect(together.some((value, at) => !(Math.abs(value - (alone[at] ?? 0)) < 1e-5 * largest))).toBe(false)
  }
  expect(crew?.size, 'nobody was given up').toBe(2)
  endCrew(backend)
  setThreads(1)
})
