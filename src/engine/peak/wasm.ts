/** What WebAssembly does at best on one thread: multiply-adds of SIMD that stay in registers, and memory copied from end to end. */
import { CHAINS, copyModule, multiplyAddModule } from './wasm-kernel.ts'

/** A multiplication and an addition in each of four lanes of every chain. */
const OPERATIONS_A_ROUND = CHAINS * 4 * 2
/** A few ms a run. */
const ROUNDS = 200_000
/** ms; the browser's optimising compiler comes in the meantime. */
const WARM_UP = 60
const REPEATS = 9

/** GFLOP/s of this thread, the best of several runs. @throws the signal's reason */
export async function wasmMultiplyAdds(signal?: AbortSignal): Promise<number> {
  const run = await startKernel()
  return (ROUNDS * OPERATIONS_A_ROUND) / best(() => run(ROUNDS), signal) / 1e6
}

/** GB/s of a copy of so many bytes, a multiple of 64 kB, read and written together, the best of several runs. @throws the signal's reason */
export async function wasmCopy(bytes: number, signal?: AbortSignal): Promise<number> {
  const { run, memory } = await startCopy(bytes)
  // Pages that were never written are one and the same page of zeros, which no cache has to fetch.
  new Uint8Array(memory.buffer).fill(1)
  return (2 * bytes) / best(() => run(bytes), signal) / 1e6
}

/** ms of the quickest run. */
function best(run: () => void, signal: AbortSignal | undefined): number {
  const start = performance.now()
  while (performance.now() - start < WARM_UP) run()
  let quickest = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    signal?.throwIfAborted()
    const before = performance.now()
    run()
    quickest = Math.min(quickest, performance.now() - before)
  }
  return quickest
}

/** A function that does so many rounds on every chain and returns the first lane of their sum. */
export async function startKernel(): Promise<(rounds: number) => number> {
  const { instance } = await WebAssembly.instantiate(multiplyAddModule())
  return instance.exports.run as (rounds: number) => number
}

/** A function that copies so many bytes, `most` at most, from its memory's beginning behind them. */
export async function startCopy(most: number) {
  const { instance } = await WebAssembly.instantiate(copyModule(most))
  return instance.exports as { readonly run: (bytes: number) => void; readonly memory: WebAssembly.Memory }
}
