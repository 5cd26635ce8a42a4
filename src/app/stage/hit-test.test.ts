import { expect, test } from 'vitest'
import { hitTest } from './hit-test.ts'

const faces = [
  { box: { x: 0, y: 0, width: 100, height: 100 } },
  { box: { x: 40, y: 40, width: 10, height: 10 } },
  { box: { x: 200, y: 200, width: 4, height: 4 } },
]

test('of nested faces the smaller one is hit', () => {
  expect(hitTest(faces, [0, 1, 2], { x: 45, y: 45 }, 0)).toBe(1)
  expect(hitTest(faces, [0, 1, 2], { x: 10, y: 10 }, 0)).toBe(0)
})

test('a speck can be hit from a little beside it', () => {
  expect(hitTest(faces, [0, 1, 2], { x: 198, y: 202 }, 0)).toBe(-1)
  expect(hitTest(faces, [0, 1, 2], { x: 198, y: 202 }, 3)).toBe(2)
})

test('faces that are not shown cannot be hit', () => {
  expect(hitTest(faces, [0], { x: 45, y: 45 }, 0)).toBe(0)
  expect(hitTest(faces, [], { x: 45, y: 45 }, 0)).toBe(-1)
})
