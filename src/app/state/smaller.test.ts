import { expect, test } from 'vitest'
import { sidesFor } from './smaller.ts'

test('copies halve until one fits a usual window', () => {
  expect(sidesFor({ width: 8000, height: 6000 })).toEqual([4000, 2000, 1000])
  expect(sidesFor({ width: 3000, height: 4001 })).toEqual([2001, 1001])
  expect(sidesFor({ width: 1601, height: 10 })).toEqual([801])
  expect(sidesFor({ width: 1600, height: 1200 })).toEqual([])
})
