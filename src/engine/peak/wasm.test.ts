import { expect, test } from 'vitest'
import { startCopy, startKernel, wasmCopy, wasmMultiplyAdds } from './wasm.ts'
import { CHAINS, FACTOR, SUMMAND } from './wasm-kernel.ts'

test('the kernel does every multiply-add that is counted', async () => {
  const run = await startKernel()
  for (const rounds of [1, 2, 7]) {
    let sum = 0
    for (let chain = 1; chain <= CHAINS; chain++) {
      let value = chain
      for (let round = 0; round < rounds; round++) value = value * FACTOR + SUMMAND
      sum += value
    }
    expect(run(rounds)).toBeCloseTo(sum, 4)
  }
})

test('the time grows with the rounds, so that the loop is not optimised away', async () => {
  const run = await startKernel()
  const time = (rounds: number) => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      run(rounds)
      return performance.now() - start
    })
    return Math.min(...times)
  }
  time(200_000)
  expect(time(400_000) / time(100_000)).toBeGreaterThan(2)
  expect(await wasmMultiplyAdds()).toBeGreaterThan(1)
})

test('the copy copies all bytes that are counted', async () => {
  const most = 2 ** 20
  const { run, memory } = await startCopy(most)
  const bytes = new Uint8Array(memory.buffer)
  expect(bytes).toHaveLength(2 * most)
  for (let at = 0; at < most; at++) bytes[at] = at % 251
  run(most)
  expect(Buffer.compare(bytes.subarray(most), bytes.subarray(0, most))).toBe(0)
  expect(await wasmCopy(most)).toBeGreaterThan(0.1)
})
