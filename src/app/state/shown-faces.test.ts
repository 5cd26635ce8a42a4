import { expect, test } from 'vitest'
import type { Face } from './engine-types.ts'
import { countShown, scoreHistogram, shownFaces, sortFaces } from './shown-faces.ts'

const face = (score: number, height: number, x = 0, y = 0): Face => ({
  box: { x, y, width: height, height },
  score,
  path: 'direct',
  detectorLogit: 0,
  faceLogit: 0,
})
const faces = [face(0.9, 10), face(0.5, 30), face(0.5, 10), face(0.1, 20)]

test('the threshold shows the faces that reach it, the equal one included', () => {
  expect([0, 0.1, 0.5, 0.51, 0.95].map((threshold) => countShown(faces, threshold))).toEqual([4, 4, 3, 1, 0])
  expect(countShown([], 0.5)).toBe(0)
})

test('a range of heights hides the others, on top of the threshold', () => {
  expect(shownFaces(faces, 0.5)).toEqual([0, 1, 2])
  expect(shownFaces(faces, 0, { from: 11, to: null })).toEqual([1, 3])
  expect(shownFaces(faces, 0.5, { from: null, to: 20 })).toEqual([0, 2])
})

test('the list sorts by score or by height, either way round', () => {
  expect(sortFaces(faces, [0, 1, 2], 'score')).toEqual([0, 1, 2])
  expect(sortFaces(faces, [0, 1, 2], 'score-up')).toEqual([2, 1, 0])
  expect(sortFaces(faces, [0, 1, 2, 3], 'height-down')).toEqual([1, 3, 0, 2])
  expect(sortFaces(faces, [0, 1, 2, 3], 'height-up')).toEqual([0, 2, 3, 1])
})

test('the list sorts by place as one reads: rows from the top, each from the left', () => {
  const rows = [
    face(0.9, 10, 50, 104),
    face(0.8, 10, 90, 3),
    face(0.7, 10, 10, 100),
    face(0.6, 10, 20, 0),
    face(0.5, 10, 55, 6),
  ]
  expect(sortFaces(rows, [0, 1, 2, 3, 4], 'place')).toEqual([3, 1, 4, 2, 0])
  expect(sortFaces(rows, [2, 0], 'place')).toEqual([2, 0])
})

test('the histogram counts every face once', () => {
  expect(scoreHistogram(faces, 10)).toEqual([0, 1, 0, 0, 0, 2, 0, 0, 0, 1])
  expect(scoreHistogram([face(1, 5)], 4)).toEqual([0, 0, 0, 1])
})
