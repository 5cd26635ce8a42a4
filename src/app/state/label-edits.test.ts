import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addPictures,
  applyEdit,
  EMPTY_PROJECT,
  type LabelPicture,
  type Project,
  redo,
  removePictures,
  undo,
} from './label-edits.ts'
import {
  countStates,
  withAllDecided,
  withBox,
  withDrawn,
  withFaces,
  withIgnoreToggled,
  without,
  withState,
} from './label-faces.ts'

const picture = (id: number): LabelPicture => ({
  id,
  name: `${id}.png`,
  width: 100,
  height: 50,
  faces: [],
  done: false,
  file: new Blob(['x']),
})
const box = { x: 1, y: 2, width: 3, height: 4 }
const start: Project = addPictures(EMPTY_PROJECT, [picture(1), picture(2)])

const facesOf = (project: Project, id: number) => project.pictures.find((one) => one.id === id)?.faces ?? []
const draw = (project: Project, id: number, x: number, merge?: string, at = 0) =>
  applyEdit(project, {
    words: 'Drew a box',
    marks: new Map([[id, { faces: withDrawn(facesOf(project, id), { ...box, x }) }]]),
    ...(merge ? { merge, at } : {}),
  })

type Act = {
  readonly kind: 'draw' | 'done' | 'undo' | 'redo' | 'ignore' | 'delete' | 'move'
  readonly id: number
  readonly x: number
}
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('draw', 'done', 'undo', 'redo', 'ignore', 'delete', 'move'),
  id: fc.constantFrom(1, 2),
  x: fc.integer({ min: 0, max: 90 }),
})

function play(project: Project, { kind, id, x }: Act): Project {
  if (kind === 'undo') return undo(project)
  if (kind === 'redo') return redo(project)
  const faces = facesOf(project, id)
  const chosen = faces[x % Math.max(1, faces.length)]?.id ?? 0
  const marks = {
    draw: { faces: withDrawn(faces, { ...box, x }) },
    done: { done: x % 2 === 0 },
    ignore: { faces: withIgnoreToggled(faces, chosen) },
    delete: { faces: without(faces, chosen) },
    move: { faces: withBox(faces, chosen, { ...box, x }) },
  }[kind]
  return applyEdit(project, { words: kind, marks: new Map([[id, marks]]) })
}

test('undoing everything gives the beginning, and doing it again the end', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const end = acts.reduce(play, start)
      let project = end
      while (project.past.length > 0) project = undo(project)
      expect(project.pictures).toEqual(start.pictures)
      while (project.future.length > 0) project = redo(project)
      const furthest = project
      while (project.past.length > end.past.length) project = undo(project)
      expect(project.pictures).toEqual(end.pictures)
      expect(furthest.past.length).toBe(end.past.length + end.future.length)
    }),
  )
})

test('presses of a key that follow closely are one step; others are not', () => {
  const nudged = [0, 500, 1000].reduce((project, at) => draw(project, 1, at, 'nudge 1', at), start)
  expect(nudged.past).toHaveLength(1)
  expect(facesOf(undo(nudged), 1)).toEqual([])
  expect(draw(nudged, 1, 1, 'nudge 1', 9000).past).toHaveLength(2)
  expect(draw(nudged, 1, 1, 'nudge 2', 1001).past).toHaveLength(2)
  expect(draw(nudged, 2, 1, 'nudge 1', 1001).past).toHaveLength(2)
})

test('what changes nothing is no step, and a new change ends what could be redone', () => {
  expect(applyEdit(start, { words: '', marks: new Map([[1, { done: false }]]) })).toBe(start)
  const after = draw(undo(draw(start, 1, 1)), 2, 5)
  expect(after.future).toEqual([])
  expect(redo(after)).toBe(after)
})

test('a picture that is taken out takes its history along', () => {
  const both = applyEdit(draw(start, 1, 1), {
    words: 'import',
    marks: new Map([
      [1, { done: true }],
      [2, { done: true }],
    ]),
  })
  const left = removePictures(both, new Set([1]))
  expect(left.pictures.map(({ id }) => id)).toEqual([2])
  expect(left.past).toHaveLength(1)
  expect(undo(left).pictures[0]?.done).toBe(false)
})

test('a person who corrects or ignores a proposal accepts it', () => {
  const proposed = withFaces([], [{ box, ignored: false, state: 'proposed', score: 0.4, attributes: null }])
  expect(withBox(proposed, 1, { ...box, x: 9 })[0]).toMatchObject({ state: 'accepted', score: 0.4 })
  expect(withBox(proposed, 1, box)).toBe(proposed)
  expect(withIgnoreToggled(proposed, 1)[0]).toMatchObject({ state: 'accepted', ignored: true })
  expect(withState(proposed, 7, 'accepted')).toBe(proposed)
  const more = withDrawn(withState(proposed, 1, 'rejected'), box)
  expect(more.map(({ id }) => id)).toEqual([1, 2])
  expect(countStates(more)).toEqual({ accepted: 1, proposed: 0, rejected: 1, ignored: 0 })
  expect(countStates(withAllDecided(proposed, 'rejected')).rejected).toBe(1)
})
