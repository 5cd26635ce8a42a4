import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCoco, writeCoco } from './coco.ts'
import type { LabelledFace, SizedPicture } from './labels.ts'
import { readPascalVoc, writePascalVoc } from './pascal-voc.ts'
import { readWiderPredictions, readWiderTruth, writeWiderPredictions, writeWiderTruth } from './wider.ts'
import { readYolo, writeYolo } from './yolo.ts'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const picture: fc.Arbitrary<SizedPicture> = fc
  .record({
    name: fc.constantFrom('a.jpg', 'a b/ç&<d>"e\'.jpg', '0012.png', 'x--y/0_0.webp'),
    width: fc.integer({ min: 1, max: 8000 }),
    height: fc.integer({ min: 1, max: 8000 }),
    parts: fc.array(fc.tuple(part, part, part, part, fc.boolean()), { maxLength: 12 }),
  })
  .map(({ name, width, height, parts }) => ({
    name,
    width,
    height,
    faces: parts.map(([x, y, w, h, ignored]) => {
      const box = { x: x * width, y: y * height, width: w * (1 - x) * width, height: h * (1 - y) * height }
      return { box, ignored }
    }),
  }))

function expectSame(read: readonly LabelledFace[], written: readonly LabelledFace[]): void {
  expect(read.length).toBe(written.length)
  for (const [index, { box, ignored }] of written.entries()) {
    const other = read[index] as LabelledFace
    expect(other.ignored).toBe(ignored)
    for (const key of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(other.box[key] - box[key])).toBeLessThanOrEqual(0.01)
  }
}

describe('labels survive being written and read, to a hundredth of a pixel', () => {
  test('WIDER', () => {
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 5 }), (pictures) => {
        const read = readWiderTruth(writeWiderTruth(pictures))
        expect(read.map(({ name }) => name)).toEqual(pictures.map(({ name }) => name))
        for (const [index, { faces }] of pictures.entries()) expectSame(read[index]?.faces ?? [], faces)
      }),
    )
  })

  test('COCO', () => {
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 5 }), (pictures) => {
        const read = readCoco(writeCoco(pictures))
        for (const [index, { name, width, height, faces }] of pictures.entries()) {
          expect(read[index]).toMatchObject({ name, width, height })
          expectSame(read[index]?.faces ?? [], faces)
        }
      }),
    )
  })

  test('YOLO', () => {
    fc.assert(fc.property(picture, (one) => expectSame(readYolo(writeYolo(one), one), one.faces)))
  })

  test('Pascal VOC', () => {
    fc.assert(
      fc.property(picture, (one) => {
        const read = readPascalVoc(writePascalVoc(one))
        expect(read).toMatchObject({ name: one.name, width: one.width, height: one.height })
        expectSame(read.faces, one.faces)
      }),
    )
  })

  test('WIDER predictions, sorted by score, their order kept down to float32', () => {
    fc.assert(
      fc.property(picture, fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (one, scores) => {
        const predictions = one.faces
          .slice(0, scores.length)
          .map(({ box }, index) => ({ box, score: scores[index] ?? 0 }))
        const { name, predictions: read } = readWiderPredictions(writeWiderPredictions(one.name, predictions))
        expect(name).toBe(one.name)
        const sorted = [...predictions].sort((a, b) => b.score - a.score)
        expect(read.length).toBe(sorted.length)
        for (const [index, { box, score }] of sorted.entries()) {
          expect(Math.abs((read[index]?.score ?? 9) - score)).toBeLessThanOrEqual(1e-6 * score)
          expect(Math.abs((read[index]?.box.x ?? -9) - box.x)).toBeLessThanOrEqual(0.01)
        }
      }),
    )
  })
})
