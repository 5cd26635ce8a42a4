import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LabelFace } from '../../storage/label-project.ts'
import { labelAt } from './hit-labels.ts'
import { faceAfter, inOrder } from './order.ts'
import { countWords, spokenFace } from './words.ts'

const face = (id: number, x: number, y: number, part: Partial<LabelFace> = {}): LabelFace => ({
  id,
  box: { x, y, width: 10, height: 12 },
  ignored: false,
  state: 'accepted',
  score: null,
  attributes: null,
  ...part,
})
const side = fc.double({ min: 0.5, max: 300, noNaN: true })
const place = fc.double({ min: 0, max: 1000, noNaN: true })

test('the grid finds the same box as a look at all of them', () => {
  const boxes = fc.array(fc.record({ x: place, y: place, width: side, height: side }), { maxLength: 60 })
  fc.assert(
    fc.property(boxes, place, place, fc.double({ min: 0, max: 20, noNaN: true }), (all, x, y, slack) => {
      const faces = all.map((box, id) => face(id, 0, 0, { box }))
      const holding = faces.filter(
        ({ box }) =>
          x >= box.x - slack && x <= box.x + box.width + slack && y >= box.y - slack && y <= box.y + box.height + slack,
      )
      const areas = holding.map(({ box }) => box.width * box.height)
      const found = labelAt(faces, { x, y }, slack)
      if (areas.length === 0) expect(found).toBeNull()
      else expect(found && found.box.width * found.box.height).toBe(Math.min(...areas))
    }),
  )
})

test('faces are gone through as one reads, round and round, or the undecided ones alone', () => {
  const faces = [face(1, 50, 40), face(2, 5, 42, { state: 'proposed' }), face(3, 90, 2), face(4, 9, 3)]
  expect(inOrder(faces).map(({ id }) => id)).toEqual([4, 3, 2, 1])
  expect(faceAfter(faces, null, 1)?.id).toBe(4)
  expect(faceAfter(faces, null, -1)?.id).toBe(1)
  expect(faceAfter(faces, 1, 1)?.id).toBe(4)
  expect(faceAfter(faces, 4, -1)?.id).toBe(1)
  expect(faceAfter(faces, 4, 1, true)?.id).toBe(2)
  expect(faceAfter(faces, 2, 1, true)).toBeNull()
  expect(faceAfter([], null, 1)).toBeNull()
})

test('who does not see the picture hears which face is chosen', () => {
  const faces = [face(1, 5, 40.25, { state: 'proposed', score: 0.618 }), face(2, 9, 3, { ignored: true })]
  expect(faces.map((one) => spokenFace(one, faces))).toEqual([
    'Face 2 of 2: proposed, score 62 of 100, 10 by 12 px at 5, 40.3',
    'Face 1 of 2: ignored, 10 by 12 px at 9, 3',
  ])
  expect(countWords(faces)).toBe('1 face, 1 to decide, 1 ignored')
})
