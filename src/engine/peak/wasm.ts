/** Multiply-adds of WebAssembly SIMD that stay in registers: what no convolution can pass. */
import { CHAINS, kernelBytes } from './wasm-kernel.ts'

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
  const start = performance.now()
  while (performance.now() - start < WARM_UP) run(ROUNDS)
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    signal?.throwIfAborted()
    const before = performance.now()
    run(ROUNDS)
    best = Math.min(best, performance.now() - before)
  }
  return (ROUNDS * OPERATIONS_A_ROUND) / best / 1e6
}

/** A function that does so many rounds on every chain and returns the first lane of their sum. */
export async function startKernel(): Promise<(rounds: number) => number> {
  const { instance } = await WebAssembly.instantiate(kernelBytes())
  return instance.exports.run as (rounds: number) => number
}
