import { describe, expect, test } from 'vitest'
import { defaultCascade } from './cascade.ts'
import { mergeProposals } from './merge.ts'
import type { Proposal } from './propose.ts'

const proposal = (x: number, detectorLogit: number, score: number, cutAway = 0): Proposal => ({
  box: { x, y: 0, width: 10, height: 10 },
  height: 10 + cutAway,
  detectorLogit,
  score,
})
const cascade = (vote: number | null) => ({ ...defaultCascade, nms: { iou: 0.45, vote } })

describe('merging proposals', () => {
  test('a face gets the mean box of its group, weighted by what the detector thought of each, and the best score', () => {
    const group = [proposal(0, Math.log(3), 0.9), proposal(2, Math.log(1 / 3), 0.4), proposal(80, 5, 0.3)]
    const [face, other] = mergeProposals(group, cascade(0.5))
    expect(face?.box.x).toBeCloseTo((0.75 * 0 + 0.25 * 2) / 1)
    expect(face?.score).toBe(0.9)
    expect(other).toEqual(group[2])
  })

  test('without voting the best box stays as it is', () => {
    const group = [proposal(0, 1, 0.9), proposal(2, 1, 0.4)]
    expect(mergeProposals(group, cascade(null))).toEqual([group[0]])
  })

  test('a face cut by the edge keeps the height it would have', () => {
    const [face] = mergeProposals([proposal(0, 1, 0.9, 4), proposal(1, 1, 0.5)], cascade(0.5))
    expect(face?.height).toBeCloseTo(14)
  })
})
