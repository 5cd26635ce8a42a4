import { expect, test } from 'vitest'
import type { Face } from './engine-types.ts'
import { countShown, scoreHistogram, sortFaces } from './shown-faces.ts'

const face = (score: number, height: number): Face => ({
  box: { x: 0, y: 0, width: height, height },
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

test('the list sorts by score or by height', () => {
  expect(sortFaces(faces, 3, 'score')).toEqual([0, 1, 2])
  expect(sortFaces(faces, 4, 'height-down')).toEqual([1, 3, 0, 2])
  expect(sortFaces(faces, 4, 'height-up')).toEqual([0, 2, 3, 1])
})

test('the histogram counts every face once', () => {
  expect(scoreHistogram(faces, 10)).toEqual([0, 1, 0, 0, 0, 2, 0, 0, 0, 1])
  expect(scoreHistogram([face(1, 5)], 4)).toEqual([0, 0, 0, 1])
})
