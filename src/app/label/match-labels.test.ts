import { expect, test } from 'vitest'
import { acceptedFace, proposedFace } from '../../formats/known.ts'
import type { ReadPicture } from '../../formats/recognise.ts'
import { matchLabels } from './match-labels.ts'
import { aboutMatching } from './match-words.ts'

const box = { x: 1, y: 2, width: 3, height: 4 }
const read = (name: string, part: Partial<ReadPicture> = {}): ReadPicture => ({
  name,
  stem: false,
  size: null,
  done: null,
  faces: () => [acceptedFace({ box, ignored: false })],
  ...part,
})
const pictures = ['a/one.jpg', 'b/one.jpg', 'two.PNG', 'c/größe.jpg'].map((name, at) => ({
  id: at + 1,
  name,
  width: 100,
  height: 50,
}))
const idsOf = (...all: readonly ReadPicture[]) => matchLabels(pictures, all).matched.map(({ id }) => id)

test('a picture is found by as much of its path as the file knows', () => {
  expect(idsOf(read('a/one.jpg'))).toEqual([1])
  expect(idsOf(read('/home/me/set/b/one.jpg'))).toEqual([2])
  expect(idsOf(read('train\\two.png'))).toEqual([3])
  expect(idsOf(read('c/gro\u0308ße.jpg'.replace('gro\u0308ße', 'größe'.normalize('NFD'))))).toEqual([4])
  expect(matchLabels(pictures, [read('one.jpg')]).ambiguous).toEqual(['one.jpg'])
  expect(matchLabels(pictures, [read('three.jpg')]).unmatched).toEqual(['three.jpg'])
})

test('YOLO’s files are found by their stem, also in a folder of their own', () => {
  expect(idsOf(read('labels/b/one.txt', { stem: true }))).toEqual([2])
  expect(idsOf(read('two.txt', { stem: true }))).toEqual([3])
  expect(idsOf(read('two', { stem: true }))).toEqual([3])
  // A label file that names another ending means the same picture.
  expect(idsOf(read('two.jpg'))).toEqual([3])
})

test('labels made for another size of the picture are scaled; other proportions are refused', () => {
  const half = matchLabels(pictures, [read('two.png', { size: { width: 50, height: 25 } })])
  expect(half.matched[0]?.faces[0]?.box).toEqual({ x: 2, y: 4, width: 6, height: 8 })
  expect(half.rescaled).toBe(1)
  expect(matchLabels(pictures, [read('two.png', { size: { width: 50, height: 100 } })]).misfits).toEqual(['two.png'])
})

test('boxes without area or outside of the picture are dropped and counted', () => {
  const faces = () =>
    [
      { ...box, width: 0 },
      { ...box, x: 100 },
      { ...box, x: 98 },
    ].map((one) => acceptedFace({ box: one, ignored: false }))
  const { matched, dropped } = matchLabels(pictures, [read('two.png', { faces })])
  expect(matched[0]?.faces).toHaveLength(1)
  expect(dropped).toBe(2)
})

test('a picture counts as done by labels, not by proposals, unless the file says', () => {
  const done = (part: Partial<ReadPicture>) => matchLabels(pictures, [read('two.png', part)]).matched[0]?.done
  expect(done({})).toBe(true)
  expect(done({ faces: () => [proposedFace(box, 0.5)] })).toBe(false)
  expect(done({ done: false })).toBe(false)
})

test('what did not match is said', () => {
  const words = aboutMatching(matchLabels(pictures, [read('two.png'), read('x.jpg'), read('one.jpg')]))
  expect(words).toMatch(/^Labels of 1 picture: 1 face\./)
  expect(words).toMatch(/No picture here is called x\.jpg\./)
  expect(words).toMatch(/one\.jpg/)
})
