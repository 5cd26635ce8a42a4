import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ALL_HEIGHTS,
  edgesOfRange,
  heightEdges,
  heightHistogram,
  heightWords,
  inRange,
  rangeOfEdges,
  rangeWords,
} from './heights.ts'

const heights = fc.array(fc.double({ min: 0.4, max: 3000, noNaN: true }), { minLength: 1, maxLength: 60 })

test('small faces get a bin a pixel, large ones wider bins', () => {
  expect(heightEdges([4, 5, 6, 8], 24)).toEqual([4, 5, 6, 7, 8, 9])
  const edges = heightEdges([4, 800], 24)
  expect(edges.slice(0, 3)).toEqual([4, 5, 6])
  expect(edges.at(-1)).toBe(801)
  expect(edges.length).toBeLessThan(30)
})

test('the histogram counts every face once', () => {
  fc.assert(
    fc.property(heights, (all) => {
      const edges = heightEdges(all, 24)
      expect(edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? 0))).toBe(true)
      expect(heightHistogram(all, edges).reduce((sum, count) => sum + count, 0)).toBe(all.length)
    }),
  )
  expect(heightEdges([], 24)).toEqual([])
})

test('what lies between two places of the slider is what is shown', () => {
  fc.assert(
    fc.property(heights, fc.nat(), fc.nat(), (all, a, b) => {
      const edges = heightEdges(all, 24)
      const start = a % (edges.length - 1)
      const end = start + 1 + (b % (edges.length - 1 - start))
      const range = rangeOfEdges(edges, start, end)
      expect(edgesOfRange(edges, range)).toEqual([start, end])
      const bins = heightHistogram(all, edges).slice(start, end)
      expect(all.filter((height) => inRange(range, Math.max(1, height))).length).toBe(
        bins.reduce((sum, count) => sum + count, 0),
      )
    }),
  )
})

test('a range chosen on another picture keeps both thumbs on this one’s slider', () => {
  const edges = heightEdges([10, 11, 12], 24)
  expect(edgesOfRange(edges, { from: 100, to: 200 })).toEqual([2, 3])
  expect(edgesOfRange(edges, { from: 1, to: 4 })).toEqual([0, 1])
  expect(edgesOfRange(edges, ALL_HEIGHTS)).toEqual([0, 3])
})

test('a height counts as it is shown: rounded', () => {
  expect(inRange({ from: 8, to: 8 }, 7.6)).toBe(true)
  expect(inRange({ from: 8, to: 8 }, 8.5)).toBe(false)
})

test('a range is said in words', () => {
  expect([ALL_HEIGHTS, { from: 4, to: null }, { from: null, to: 9 }, { from: 4, to: 9 }].map(rangeWords)).toEqual([
    'any height',
    'from 4 px',
    'up to 9 px',
    '4–9 px',
  ])
})

test('who does not see the histogram hears what it shows', () => {
  expect(heightWords([30, 4.4, 8, 12, 100])).toBe('Heights of 5 faces: from 4 to 100 px, half of them up to 12 px')
})
