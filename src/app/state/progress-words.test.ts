import { expect, test } from 'vitest'
import { elapsed, progressDetail, progressShare, stageName } from './progress-words.ts'

test('a download says how many megabytes of how many', () => {
  const progress = { stage: 'downloading', loadedBytes: 1_240_000, totalBytes: 2_400_000 } as const
  expect(stageName(progress)).toBe('Downloading networks')
  expect(progressDetail(progress)).toBe('1.2 of 2.4 MB')
  expect(progressShare(progress)).toBeCloseTo(0.5167, 3)
})

test('an unknown total shows no false share', () => {
  expect(progressShare({ stage: 'downloading', loadedBytes: 5, totalBytes: 0 })).toBeNull()
  expect(progressShare({ stage: 'decoding' })).toBeNull()
  expect(progressShare(null)).toBeNull()
})

test('stages that count say what they count', () => {
  expect(progressDetail({ stage: 'proposing', done: 3, total: 8 })).toBe('3 of 8 tiles')
  expect(progressDetail({ stage: 'scoring', done: 30, total: 64 })).toBe('30 of 64 faces')
  expect(progressDetail({ stage: 'restoring', done: 40, total: 100 })).toBe('40 %')
})

test('elapsed time is short to read', () => {
  expect([elapsed(840), elapsed(12_400), elapsed(125_000)]).toEqual(['0.8 s', '12 s', '2 min 05 s'])
})
