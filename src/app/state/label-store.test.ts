import { beforeEach, expect, test } from 'vitest'
import type { LabelFace } from '../../storage/label-project.ts'
import { EMPTY_PROJECT, type LabelPicture } from './label-edits.ts'
import { countLabels, labelledPictures, useLabels } from './label-store.ts'

const box = { x: 1, y: 2, width: 3, height: 4 }
const face = (id: number, part: Partial<LabelFace>): LabelFace => ({
  id,
  box,
  ignored: false,
  state: 'accepted',
  score: null,
  attributes: null,
  ...part,
})
const picture = (id: number, part: Partial<LabelPicture> = {}): LabelPicture => ({
  id,
  name: `${id}.png`,
  width: 100,
  height: 50,
  faces: [],
  done: false,
  file: new Blob(['x']),
  ...part,
})

beforeEach(() => useLabels.setState({ ...EMPTY_PROJECT, currentId: null, selected: null }))

test('training gets the pictures that are done, their rejected proposals left out and the others taken as faces', () => {
  const faces = [
    face(1, {}),
    face(2, { state: 'proposed', score: 0.4 }),
    face(3, { state: 'rejected' }),
    face(4, { ignored: true }),
  ]
  useLabels.getState().add([picture(1, { faces, done: true }), picture(2, { faces }), picture(3, { done: true })])
  const labelled = labelledPictures()
  expect(labelled.map(({ name, faces: own }) => [name, own.length])).toEqual([
    ['1.png', 3],
    ['3.png', 0],
  ])
  expect(labelled[0]?.faces[2]).toEqual({ box, ignored: true })
  expect(countLabels(useLabels.getState().pictures)).toEqual({ pictures: 3, done: 2, faces: 2, ignored: 1 })
})

test('undo shows the picture that it changes; taking a picture out shows its neighbour', () => {
  const { add, edit, show, remove } = useLabels.getState()
  add([picture(1), picture(2), picture(3)])
  edit({ words: 'done', marks: new Map([[1, { done: true }]]) })
  show(3)
  useLabels.getState().undo()
  expect(useLabels.getState().currentId).toBe(1)
  show(3)
  remove([3])
  expect(useLabels.getState().currentId).toBe(2)
  remove([1, 2])
  expect(useLabels.getState().currentId).toBeNull()
})
