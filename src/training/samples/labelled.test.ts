import { describe, expect, test } from 'vitest'
import { Picture, sourceOf } from '../../detection/picture.ts'
import { countFaces, type Labelled, refusal, roundsOf, splitPictures } from './labelled.ts'

function labelled(name: string, count: number, size = 10): Labelled {
  const picture = new Picture(sourceOf({ width: 400, height: 300, data: new Uint8ClampedArray(400 * 300 * 4) }))
  const faces = Array.from({ length: count }, (_, index) => ({
    box: { x: (index * 12) % 380, y: 12 * Math.floor(index / 30), width: size, height: size },
    ignored: false,
  }))
  return { name, picture, faces }
}

const many = Array.from({ length: 20 }, (_, index) => labelled(`${index}`, [3, 60, 9, 0, 20][index % 5] as number))

describe('splitting by picture', () => {
  test('deals out every picture once, the same way for a seed, faces by the shares', () => {
    const shares = { train: 0.6, select: 0.2, report: 0.2 }
    const split = splitPictures(many, shares, 5)
    const names = (part: readonly Labelled[]) => part.map(({ name }) => name)
    expect(
      [...split.train, ...split.select, ...split.report].map(({ name }) => Number(name)).sort((a, b) => a - b),
    ).toEqual(many.map((_, index) => index))
    expect(splitPictures(many, shares, 5)).toEqual(split)
    expect(names(splitPictures(many, shares, 6).train)).not.toEqual(names(split.train))
    const total = many.reduce((sum, one) => sum + countFaces(one), 0)
    for (const part of ['train', 'select', 'report'] as const) {
      const faces = split[part].reduce((sum, one) => sum + countFaces(one), 0)
      expect(Math.abs(faces / total - shares[part])).toBeLessThan(0.12)
    }
  })

  test('gives nothing to a part without a share', () => {
    expect(splitPictures(many, { train: 0.7, select: 0.3, report: 0 }, 1).report).toEqual([])
  })
})

describe('rounds', () => {
  const split = splitPictures(many, { train: 0.6, select: 0.2, report: 0.2 }, 5)
  const learning = [...split.train, ...split.select]

  test('every picture judges in one round and learns in the others; none of the report takes part', () => {
    const rounds = roundsOf(split, 3, 5)
    expect(rounds.length).toBe(3)
    expect(new Set(rounds.flatMap(({ select }) => select))).toEqual(new Set(learning))
    expect(rounds.flatMap(({ select }) => select).length).toBe(learning.length)
    for (const { train, select } of rounds) {
      expect(new Set([...train, ...select])).toEqual(new Set(learning))
      expect(train.length + select.length).toBe(learning.length)
      expect(select.some((one) => countFaces(one) > 0)).toBe(true)
    }
    expect(roundsOf(split, 3, 5)).toEqual(rounds)
  })

  test('are one where one is wanted, where enough pictures choose, and no more than pictures with faces', () => {
    const one = [{ train: split.train, select: split.select }]
    expect(roundsOf(split, 1, 5)).toEqual(one)
    const larger = { ...split, select: Array.from({ length: 12 }, (_, index) => labelled(`more ${index}`, 4)) }
    expect(roundsOf(larger, 3, 5)).toEqual([{ train: larger.train, select: larger.select }])
    const few = { train: [labelled('a', 30)], select: [labelled('b', 9), labelled('c', 0)], report: [] }
    expect(roundsOf(few, 3, 5).map(({ select }) => select.filter((picture) => countFaces(picture) > 0).length)).toEqual(
      [1, 1],
    )
  })
})

describe('labels that cannot train', () => {
  test('are refused with the reason', () => {
    expect(refusal(many)).toBeNull()
    expect(refusal(many.slice(0, 3))).toMatch(/at least 4 labelled pictures/)
    expect(refusal(many.map(({ name }) => labelled(name, 1)))).toMatch(/at least 30 faces/)
    expect(refusal(many.map(({ name }) => labelled(name, 5, 3)))).toMatch(/at least 30 faces/)
    expect(refusal(['a', 'b', 'c', 'd'].map((name, index) => labelled(name, index < 2 ? 40 : 0)))).toMatch(
      /in at least 3/,
    )
    expect(refusal(['a', 'b', 'c', 'd', 'e'].map((name, index) => labelled(name, index === 0 ? 200 : 3)))).toMatch(
      /by heart/,
    )
    const whole = many.map((one) => ({
      ...one,
      faces: Array(3).fill({ box: { x: 0, y: 0, width: 400, height: 300 }, ignored: false }),
    }))
    expect(refusal(whole)).toMatch(/surroundings/)
  })
})
