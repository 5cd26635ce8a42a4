import { expect, test } from 'vitest'
import { indexCsv, nameFaces } from './crop-index.ts'

const face = (score: number) => ({ box: { x: 1.25, y: 2, width: 3, height: 4 }, score })
const results = [
  { name: 'a, b.jpg', width: 9, height: 9, faces: [face(0.9), face(0.5)] },
  { name: 'empty.jpg', width: 9, height: 9, faces: [] },
  { name: 'many.jpg', width: 9, height: 9, faces: Array.from({ length: 1200 }, () => face(0.3)) },
]

test('the index has a row for every face, with the names of its two files', () => {
  const rows = indexCsv(results, nameFaces(results)).trim().split('\r\n')
  expect(rows).toHaveLength(1 + 2 + 1200)
  expect(rows[1]).toBe('"a, b.jpg",1,1.25,2,3,4,0.9,"a, b/001-original.png","a, b/001-super-resolved.png"')
})

test('files sort as the faces do, however many there are', () => {
  const names = nameFaces(results)[2]?.map(({ original }) => original) ?? []
  expect(names[0]).toBe('many/0001-original.png')
  expect(names.toSorted()).toEqual(names)
})
