import { expect, test } from 'vitest'
import { clock, frameTimes, rateOfTimes, USUAL_RATE } from './frame-times.ts'

test('the frame rate is found although frames were dropped', () => {
  const shown = [0, 1, 2, 4, 5, 8, 9, 10, 13].map((frame) => frame / 25)
  expect(rateOfTimes(shown)).toBeCloseTo(25, 5)
  expect(rateOfTimes([])).toBe(USUAL_RATE)
  expect(rateOfTimes([0.4, 0.4, 0.4])).toBe(USUAL_RATE)
})

test('every n-th frame is visited once, in the middle of its time', () => {
  expect(frameTimes(2, 10, 5)).toEqual([
    { frame: 0, time: 0.05 },
    { frame: 5, time: 0.55 },
    { frame: 10, time: 1.05 },
    { frame: 15, time: 1.55 },
  ])
  expect(frameTimes(1, 25, 1)).toHaveLength(25)
  expect(frameTimes(0.01, 25, 10)).toHaveLength(1)
  for (const { time } of frameTimes(3.21, 29.97, 3)) expect(time).toBeLessThanOrEqual(3.21)
})

test('times read like a clock', () => {
  expect(clock(7.44)).toBe('0:07.4')
  expect(clock(725)).toBe('12:05.0')
  expect(clock(3723.04)).toBe('1:02:03.0')
  expect(clock(59.96)).toBe('1:00.0')
})
