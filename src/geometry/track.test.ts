import { expect, test } from 'vitest'
import type { Box } from './box.ts'
import { BoxTracker } from './track.ts'

const at = (x: number, y = 0, side = 10): Box => ({ x, y, width: side, height: side })
const face = (box: Box, score: number) => ({ box, score, name: `${box.x}` })
const shown = (faces: readonly { readonly score: number }[], threshold = 0.5) =>
  faces.filter(({ score }) => score >= threshold).length

test('a face whose score trembles around the threshold does not blink', () => {
  const tracker = new BoxTracker()
  const counts = [0.9, 0.9, 0.45, 0.9, 0.45, 0.9, 0.48, 0.9].map((score) => shown(tracker.update([face(at(0), score)])))
  expect(counts).toEqual(counts.map(() => 1))
})

test('a sure face shows at once, a doubtful one when the next frame has it too', () => {
  const tracker = new BoxTracker()
  expect(shown(tracker.update([face(at(0), 0.95), face(at(100), 0.62)]))).toBe(1)
  tracker.update([face(at(0), 0.95), face(at(100), 0.62)])
  expect(shown(tracker.update([face(at(0), 0.95), face(at(100), 0.62)]))).toBe(2)
})

test('a face that is missed once stays, one that is gone goes', () => {
  const tracker = new BoxTracker()
  for (let frame = 0; frame < 4; frame++) tracker.update([face(at(0), 0.95)])
  expect(shown(tracker.update([]))).toBe(1)
  expect(shown(tracker.update([face(at(0), 0.95)]))).toBe(1)
  for (let frame = 0; frame < 3; frame++) tracker.update([])
  expect(tracker.update([])).toEqual([])
})

test('a box that trembles is smoothed, one that moves is followed', () => {
  const still = new BoxTracker()
  const places = [0, 1, 0, 1, 0, 1, 0, 1].map((x) => still.update([face(at(x), 0.9)])[0]?.box.x ?? 0)
  const tail = places.slice(4)
  expect(Math.max(...tail) - Math.min(...tail)).toBeLessThan(0.6)
  const moving = new BoxTracker()
  let last = 0
  for (let frame = 0; frame < 6; frame++) last = moving.update([face(at(frame * 6), 0.9)])[0]?.box.x ?? 0
  expect(Math.abs(last - 30)).toBeLessThan(2)
})

test('neighbours keep their own scores, and the answer is sorted', () => {
  const tracker = new BoxTracker<ReturnType<typeof face>>()
  const crowd = Array.from({ length: 50 }, (_, place) => face(at(place * 12), 0.3 + 0.6 * ((place * 7) % 10) * 0.1))
  for (let frame = 0; frame < 12; frame++) tracker.update(crowd)
  const faces = tracker.update(crowd.toReversed())
  expect(faces).toHaveLength(50)
  for (const { name, score } of faces) expect(score).toBeCloseTo(crowd.find((one) => one.name === name)?.score ?? 0, 2)
  expect(faces.map(({ score }) => score)).toEqual(faces.map(({ score }) => score).toSorted((a, b) => b - a))
})

test('what fell below the lowest score is forgotten', () => {
  const tracker = new BoxTracker()
  expect(tracker.update([face(at(0), 0.03), face(at(50), 0.9)], 0.02)).toHaveLength(1)
})
