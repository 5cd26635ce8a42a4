import { expect, test } from 'vitest'
import { threadGain } from './threads.ts'

test('a gain is what comes on top of one thread', () => {
  // Two engines side by side need 1.25 times as long as one alone: together they do 1.6 times as much.
  const gain = threadGain(1000, 690, 1250)
  expect(gain.ofThreads).toBeCloseTo(1.449, 3)
  expect(gain.ofEngines).toBeCloseTo(1.6, 6)
  expect(gain.share).toBeCloseTo(0.749, 3)
})
