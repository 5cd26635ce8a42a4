import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averagePrecision, rankOutcomes, recallAtFalsePositives } from './average-precision.ts'
import { ALL_FACES, type Band, HEIGHT_BANDS } from './bands.ts'
import { matchPicture, type Picture, type Prediction, type TruthFace } from './matching.ts'

const face = (x: number, side = 10, ignored = false): TruthFace => ({
  box: { x, y: 0, width: side, height: side },
  ignored,
})
const found = (x: number, score: number, side = 10): Prediction => ({
  box: { x, y: 0, width: side, height: side },
  score,
})
const far = 1000

function rank(pictures: readonly Picture[], band: Band = ALL_FACES, threshold = 0.5) {
  return rankOutcomes(pictures.map((picture) => matchPicture(picture, band, threshold)))
}
const ap = (pictures: readonly Picture[], band?: Band, threshold?: number) =>
  averagePrecision(rank(pictures, band, threshold))
const band = (from: number) => HEIGHT_BANDS.find((candidate) => candidate.from === from) as Band

describe('average precision', () => {
  test('is 1 for perfect predictions, 0 for none, and has no value without faces', () => {
    const faces = [face(0), face(50)]
    expect(ap([{ faces, predictions: [found(0, 0.9), found(50, 0.2)] }])).toBe(1)
    expect(ap([{ faces, predictions: [] }])).toBe(0)
    expect(ap([{ faces: [], predictions: [found(0, 0.9)] }])).toBeNull()
  })

  test('is the area under the precision envelope, worked out by hand', () => {
    // hit, miss, hit, hit, miss over 4 faces: precisions 1, 1/2, 2/3, 3/4, 3/5 at recalls 1/4, 1/4, 1/2, 3/4, 3/4.
    // Envelope: 1 up to 1/4, then 3/4 up to 3/4 → 1/4 + 2/4 · 3/4.
    const faces = [face(0), face(50), face(100), face(150)]
    const predictions = [found(0, 0.9), found(far, 0.8), found(50, 0.7), found(100, 0.6), found(far + 99, 0.5)]
    expect(ap([{ faces, predictions }])).toBeCloseTo(0.625, 12)
  })

  test('counts a second prediction of the same face as a false positive', () => {
    // duplicate between two hits: precisions 1, 1/2, 2/3 → 1/2 · 1 + 1/2 · 2/3.
    const predictions = [found(0, 0.9), found(0.5, 0.8), found(50, 0.7)]
    expect(ap([{ faces: [face(0), face(50)], predictions }])).toBeCloseTo(5 / 6, 12)
  })

  test('a second prediction takes the next free face where it overlaps that enough too', () => {
    // IoU with the face at 0: 1 and 7/13; with the face at 3: 7/13 and 1. The better one takes its best, the other takes the free one.
    const faces = [face(0), face(3)]
    expect(ap([{ faces, predictions: [found(0, 0.9), found(0, 0.8)] }])).toBe(1)
    const outcome = matchPicture({ faces, predictions: [found(2, 0.9), found(2, 0.8)] }, ALL_FACES, 0.5)
    expect(outcome.outcomes.map(({ hit }) => hit)).toEqual([true, true])
  })

  test('takes the face of highest overlap, not the first', () => {
    // The first prediction overlaps both; taking the wrong one would leave the second without a face.
    const faces = [face(0), face(4)]
    expect(ap([{ faces, predictions: [found(3, 0.9), found(-1, 0.8)] }])).toBe(1)
  })

  test('an overlap of exactly the threshold is a hit, without the +1 pixel', () => {
    // 20×10 holds 10×10: IoU = 0.5 exactly.
    const wide: Prediction = { box: { x: 0, y: 0, width: 20, height: 10 }, score: 1 }
    expect(ap([{ faces: [face(0)], predictions: [wide] }])).toBe(1)
    expect(ap([{ faces: [face(0)], predictions: [{ ...wide, box: { ...wide.box, width: 20.01 } }] }])).toBe(0)
    expect(
      ap([{ faces: [face(0)], predictions: [{ ...wide, box: { ...wide.box, width: 30 } }] }], ALL_FACES, 0.3),
    ).toBe(1)
  })

  test('ignored faces neither count nor make a false positive, however often they are predicted', () => {
    const faces = [face(0), face(50, 10, true)]
    const predictions = [found(50, 0.99), found(50.5, 0.98), found(0, 0.5)]
    expect(ap([{ faces, predictions }])).toBe(1)
    // An ignored face that overlaps too little protects nothing: precision 1/2.
    expect(ap([{ faces, predictions: [found(57, 0.99), found(0, 0.5)] }])).toBe(0.5)
  })

  test('a counted face goes before an ignored one of higher overlap', () => {
    const faces = [face(0), face(3, 10, true)]
    expect(ap([{ faces, predictions: [found(3, 0.9)] }])).toBe(1)
  })

  test('a duplicate that overlaps an ignored face too is dropped', () => {
    const faces = [face(0), face(3, 10, true)]
    const outcome = matchPicture({ faces, predictions: [found(0, 0.9), found(1, 0.8)] }, ALL_FACES, 0.5)
    expect(outcome.outcomes).toEqual([{ score: 0.9, hit: true }])
  })

  test('faces below 4 px are ignored, and so are predictions below 4 px that hit nothing', () => {
    const faces = [face(0, 3.9), face(50, 4)]
    const predictions = [found(0, 0.9, 3.9), found(far, 0.8, 3.9), found(50, 0.7, 4)]
    expect(ap([{ faces, predictions }])).toBe(1)
  })

  test('a band ignores other faces and other predictions, but a hit from outside its heights counts', () => {
    const faces = [face(0, 10), face(50, 20)]
    const predictions = [found(0, 0.9, 10), found(far, 0.8, 30), found(50, 0.7, 20), found(far, 0.6, 12)]
    expect(ap([{ faces, predictions }], band(8))).toBe(1)
    expect(ap([{ faces, predictions }], band(16))).toBe(0.5)
    // 15 px tall, predicted 17 px tall: outside the band, yet it takes the face.
    expect(ap([{ faces: [face(0, 15)], predictions: [found(0, 0.9, 17)] }], band(8))).toBe(1)
    // The same without a face is no false positive of the band 8–16, but one of 16–32.
    const empty = { faces: [], predictions: [found(0, 0.95, 17)] }
    const eightToSixteen = { faces: [face(0, 15)], predictions: [found(0, 0.9, 15)] }
    expect(ap([empty, eightToSixteen], band(8))).toBe(1)
  })

  test('a height on a border belongs to the upper band only', () => {
    const picture = { faces: [face(0, 8)], predictions: [found(0, 1, 8)] }
    expect(ap([picture], band(4))).toBeNull()
    expect(ap([picture], band(8))).toBe(1)
    expect(ap([{ faces: [face(0, 64)], predictions: [] }], band(32))).toBeNull()
    expect(ap([{ faces: [face(0, 64)], predictions: [] }], band(64))).toBe(0)
  })

  test('false positives in pictures without faces count', () => {
    const crowd = { faces: [face(0)], predictions: [found(0, 0.5)] }
    expect(ap([crowd, { faces: [], predictions: [found(0, 0.9)] }])).toBe(0.5)
  })

  test('sorts the predictions of all pictures together', () => {
    const first = { faces: [face(0)], predictions: [found(far, 0.4), found(0, 0.8)] }
    const second = { faces: [face(0)], predictions: [found(0, 0.6), found(far, 0.7)] }
    // hit 0.8, miss 0.7, hit 0.6, miss 0.4 → 1/2 · 1 + 1/2 · 2/3.
    expect(ap([first, second])).toBeCloseTo(5 / 6, 12)
  })

  test('equal scores enter together, whatever the order of pictures and rows', () => {
    const hit = { faces: [face(0)], predictions: [found(0, 0.5)] }
    const miss = { faces: [], predictions: [found(0, 0.5)] }
    expect(ap([hit, miss])).toBe(0.5)
    expect(ap([miss, hit])).toBe(0.5)
    expect(ap([{ faces: [face(0)], predictions: [found(0, 0.5), found(far, 0.5)] }])).toBe(0.5)
  })

  test('a score that is not a number is refused', () => {
    expect(() => ap([{ faces: [], predictions: [found(0, Number.NaN)] }])).toThrow(RangeError)
  })

  test("drawing every picture once, or every picture twice, changes nothing; drawing one alone is that picture's AP", () => {
    const prediction = fc.record({ x: fc.integer({ min: 0, max: 60 }), score: fc.integer({ min: 0, max: 10 }) })
    const picture = fc.record({
      faces: fc.array(
        fc.integer({ min: 0, max: 60 }).map((x) => face(x)),
        { minLength: 1, maxLength: 5 },
      ),
      predictions: fc.array(
        prediction.map(({ x, score }) => found(x, score)),
        { maxLength: 8 },
      ),
    })
    fc.assert(
      fc.property(fc.array(picture, { minLength: 1, maxLength: 6 }), (pictures) => {
        const ranked = rank(pictures)
        const plain = averagePrecision(ranked) as number
        expect(averagePrecision(ranked, new Int32Array(pictures.length).fill(2))).toBeCloseTo(plain, 12)
        const alone = new Int32Array(pictures.length)
        alone[0] = 1
        expect(averagePrecision(ranked, alone)).toBeCloseTo(ap(pictures.slice(0, 1)) as number, 12)
      }),
    )
  })
})

describe('recall at one false positive per picture', () => {
  const faces = [face(0), face(50), face(100)]
  const predictions = [found(0, 0.9), found(far, 0.8), found(50, 0.7), found(far, 0.6), found(100, 0.5)]

  test('stops before the false positive that is one too many', () => {
    expect(recallAtFalsePositives(rank([{ faces, predictions }]), 1)).toBeCloseTo(2 / 3)
  })

  test('pictures without faces allow a false positive each', () => {
    expect(
      recallAtFalsePositives(
        rank([
          { faces, predictions },
          { faces: [], predictions: [] },
        ]),
        1,
      ),
    ).toBe(1)
  })

  test('equal scores are taken together or not at all', () => {
    const tied = [found(far, 0.5), found(far + 99, 0.5), found(0, 0.5)]
    expect(recallAtFalsePositives(rank([{ faces, predictions: tied }]), 1)).toBe(0)
  })
})
