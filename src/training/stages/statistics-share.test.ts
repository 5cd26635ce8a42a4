import { expect, test } from 'vitest'
import { bestStatisticsShare } from './statistics-share.ts'

async function walk(aps: readonly (number | null)[], before: number | null) {
  const shares = aps.map((_, at) => (at + 1) / aps.length)
  const tried: number[] = []
  const steps = bestStatisticsShare(shares, before, async (share) => {
    tried.push(share)
    return aps[shares.indexOf(share)] ?? null
  })
  const said: (number | null | undefined)[] = []
  for (;;) {
    const step = await steps.next()
    if (step.done) return { share: step.value, said, tried, shares }
    said.push(step.value.ap)
  }
}

test('every share is tried, and what is said is the best so far, not the last one tried', async () => {
  const { share, said, tried, shares } = await walk([0.42, 0.6, 0.5], 0.45)
  expect(tried).toEqual(shares)
  expect(said).toEqual([0.45, 0.45, 0.6, 0.6])
  expect(share).toBe(shares[1])
})

test('the old statistics stay where none does better, and where nothing can be measured', async () => {
  expect(await walk([0.3, 0.45], 0.45)).toMatchObject({ share: 0, said: [0.45, 0.45, 0.45] })
  expect(await walk([null, null], null)).toMatchObject({ share: 0, said: [null, null, null] })
})
