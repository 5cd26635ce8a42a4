import { expect, test } from 'vitest'
import { startKernel, wasmMultiplyAdds } from './wasm.ts'
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
