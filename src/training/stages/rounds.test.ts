import { expect, test } from 'vitest'
import { Picture, sourceOf } from '../../detection/picture.ts'
import type { Labelled } from '../samples/labelled.ts'
import { JudgedSoFar, meanOf } from './rounds.ts'

const box = { x: 2, y: 2, width: 10, height: 12 }
const picture = new Picture(sourceOf({ width: 20, height: 20, data: new Uint8ClampedArray(1600) }))
const labelled = (name: string): Labelled => ({ name, picture, faces: [{ box, ignored: false }] })

test('the mean of what three rounds learned', () => {
  const weights = [1, 2, 6].map((value) => ({ mbfcn: { kernel: Float32Array.of(value, -value) } }))
  expect([...(meanOf(weights).mbfcn?.kernel ?? [])]).toEqual([3, -3])
  expect(meanOf(weights.slice(0, 1))).toEqual(weights[0])
})

test('AP so far takes each picture by the last look at it', () => {
  const [a, b] = [labelled('a'), labelled('b')]
  const missed = (one: Labelled) => ({ labelled: one, faces: [] })
  const face = { box, score: 0.9, detectorLogit: 2, faceLogit: null, path: 'mbfcn' as const }
  const found = (one: Labelled) => ({ labelled: one, faces: [face] })
  const rounds = [a, b].map((one) => ({ train: [], select: [one] }))
  const judged = new JudgedSoFar(rounds, [missed(a), found(b)])
  expect(judged.ap()).toBeCloseTo(0.5)
  expect(judged.ap(1)).toBe(0)
  expect(judged.put(0, [found(a)])).toBeCloseTo(1)
  expect(judged.put(1, [missed(b)])).toBeCloseTo(0.5)
})
