/** Starts WebAssembly: with threads where the page is cross-origin isolated and they prove themselves, with one everywhere else. */
import * as tf from '@tensorflow/tfjs-core'
import { withIdlePool } from './idle-pool.ts'
import { selfTest } from './self-test.ts'
import { shapesFor } from './shapes.ts'

/** More gain little: MB-FCN's layers are narrow. */
const MOST_THREADS = 8

/** ms after which threads that have not started count as never starting. */
const PATIENCE = 15_000

/** What a worker knows about threads; a test gives it another one. */
interface Scope {
  readonly crossOriginIsolated?: boolean
  readonly navigator?: { readonly hardwareConcurrency?: number }
}

/** As many as the device has cores, `wanted` at most; 1 without shared memory. */
export function threadsFor(wanted: number | undefined, scope: Scope = globalThis): number {
  if (scope.crossOriginIsolated !== true) return 1
  const cores = scope.navigator?.hardwareConcurrency ?? 1
  return Math.max(1, Math.min(wanted ?? MOST_THREADS, cores, MOST_THREADS))
}

/** Makes wasm tfjs's current backend and returns its number of threads. @throws Error with the reason in words */
export async function startWasm(wasmUrl: string, wanted?: number, patience = PATIENCE): Promise<number> {
  const { setWasmPaths, setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm')
  const { registerWasmKernels } = await import('./kernels/register.ts')
  const { endCrew, instanceFor, setThreads } = await import('./kernels/own-convolutions.ts')
  const factory = tf.findBackendFactory('wasm')
  if (!factory) throw new Error('WebAssembly is switched off')
  setWasmPathsOnce(setWasmPaths, wasmUrl)
  const activate = async (threads: number) => {
    // A backend that runs keeps its threads: other ones need another backend.
    if (running !== null && running !== threads) {
      endCrew(tf.findBackend('wasm'))
      restart(factory)
    }
    running = threads
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1)
    // With threads tfjs's memory is shared; those that compute are ours (kernels/crew.ts). Its own would spin beside them after every operation.
    setThreadsCount(1)
    if (!(await withCores(2, () => withIdlePool(() => tf.setBackend('wasm'))))) throw new Error('it did not start')
    await tf.ready()
    // Should tfjs want a thread after all, it makes a real one.
    pool(tf.backend())?.terminateAllThreads()
    setThreads(threads)
    registerWasmKernels()
  }
  const threads = threadsFor(wanted)
  const crew = () => instanceFor(tf.backend()).crew
  const together = async () => {
    await activate(threads)
    const end = performance.now() + patience
    while ((crew()?.ready ?? 0) < threads - 1) {
      if (performance.now() > end) throw new Error('Threads did not start.')
      await new Promise((done) => setTimeout(done, 5))
    }
  }
  if (threads > 1 && (await worksWith(together, patience))) return threads
  await activate(1)
  return 1
}

/**
 * Runs `work` while `navigator.hardwareConcurrency` says `cores`. tfjs-wasm with shared memory makes half as many workers beforehand as it says when
 * the backend is made, whether they will compute or not.
 */
export async function withCores<T>(cores: number, work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis
  if (!navigator) return await work()
  const own = Object.getOwnPropertyDescriptor(navigator, 'hardwareConcurrency')
  Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, get: () => cores })
  try {
    return await work()
  } finally {
    if (own) Object.defineProperty(navigator, 'hardwareConcurrency', own)
    else Reflect.deleteProperty(navigator, 'hardwareConcurrency')
  }
}

/** emscripten's, where memory is shared. */
function pool(backend: object): { terminateAllThreads(): void } | undefined {
  return (backend as { readonly wasm?: { readonly PThread?: { terminateAllThreads(): void } } }).wasm?.PThread
}

/** Threads of the backend that tfjs holds; null before the first. */
let running: number | null = null

function restart(factory: NonNullable<ReturnType<typeof tf.findBackendFactory>>): void {
  if (tf.findBackendFactory('wasm')) tf.removeBackend('wasm')
  tf.registerBackend('wasm', factory)
}

/** Whether threads start in time and compute right. They may hang without a word, for instance behind a security policy. */
async function worksWith(start: () => Promise<void>, patience: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), patience)
  })
  const works = start().then(
    async () => (await selfTest(shapesFor('wasm'))) === null,
    () => false,
  )
  try {
    return await Promise.race([works, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

let pathsSet = false

/** tfjs refuses new paths once the module is loaded, and the address does not change during a worker's life. */
function setWasmPathsOnce(setWasmPaths: (prefix: string) => void, url: string): void {
  if (pathsSet) return
  setWasmPaths(url)
  pathsSet = true
}
