import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCoco } from './coco.ts'
import { type KnownFace, type KnownPicture, labelsOf } from './known.ts'
import { readLabelsCsv, writeLabelsCsv } from './label-csv.ts'
import { readLabelsJson, writeLabelsJson } from './label-json.ts'
import { losses } from './losses.ts'
import { writePascalVoc } from './pascal-voc.ts'
import { readClassList, readLabelFile } from './recognise.ts'
import { isClassList } from './recognise-name.ts'
import { writeWiderPredictions, writeWiderTruth } from './wider.ts'
import { writeYolo } from './yolo.ts'

const side = fc.double({ min: 0, max: 4000, noNaN: true })
const level = fc.integer({ min: 0, max: 3 })
const face: fc.Arbitrary<KnownFace> = fc.record({
  box: fc.record({ x: side, y: side, width: side, height: side }),
  ignored: fc.boolean(),
  state: fc.constantFrom('proposed', 'accepted', 'rejected'),
  score: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
  attributes: fc.option(
    fc.record({ blur: level, expression: level, illumination: level, occlusion: level, pose: level }),
  ),
})
const pictures: fc.Arbitrary<readonly KnownPicture[]> = fc.uniqueArray(
  fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\uFEFF')),
    size: fc.option(fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) })),
    done: fc.option(fc.boolean()),
    faces: fc.array(face, { maxLength: 8 }),
  }),
  { maxLength: 5, selector: ({ name }) => name },
)

function expectSameBoxes(read: readonly KnownFace[], written: readonly KnownFace[]) {
  expect(read.length).toBe(written.length)
  for (const [at, { box, ignored, score }] of written.entries()) {
    const other = read[at] as KnownFace
    expect(other.ignored).toBe(ignored)
    for (const key of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(other.box[key] - box[key])).toBeLessThanOrEqual(0.001)
    if (score === null) expect(other.score).toBeNull()
    else expect(Math.abs((other.score ?? 9) - score)).toBeLessThanOrEqual(1e-6 * score)
  }
}

describe('labels survive being written and read', () => {
  test('our JSON loses nothing', () => {
    fc.assert(
      fc.property(pictures, (all) => {
        const read = readLabelsJson(writeLabelsJson(all))
        expect(read.map(({ name, size, done }) => ({ name, size, done }))).toEqual(
          all.map(({ name, size, done }) => ({ name, size, done })),
        )
        for (const [at, { faces }] of all.entries()) {
          const back = read[at]?.faces ?? []
          expectSameBoxes(back, faces)
          expect(back.map(({ state, attributes }) => [state, attributes])).toEqual(
            faces.map(({ state, attributes }) => [state, attributes]),
          )
        }
      }),
    )
  })

  test('CSV keeps names with commas, quotes and line ends, boxes, ignore flags and scores', () => {
    fc.assert(
      fc.property(pictures, (all) => {
        const read = readLabelsCsv(writeLabelsCsv(all))
        expect(read.map(({ name }) => name)).toEqual(all.map(({ name }) => name))
        for (const [at, { faces }] of all.entries()) expectSameBoxes(read[at]?.faces ?? [], faces)
      }),
    )
  })
})

describe('tables of other tools', () => {
  test('corners and a size, separated by semicolons', () => {
    const [picture] = readLabelsCsv(
      'filename;width;height;class;xmin;ymin;xmax;ymax\na.jpg;640;480;face;10;20;30.5;50\n',
    )
    expect(picture).toMatchObject({ name: 'a.jpg', size: { width: 640, height: 480 } })
    expect(picture?.faces[0]).toMatchObject({ box: { x: 10, y: 20, width: 20.5, height: 30 }, state: 'accepted' })
  })

  test('a detector’s table gives proposals', () => {
    expect(readLabelsCsv('picture,x,y,width,height,score\na,1,2,3,4,0.5\n')[0]?.faces[0]?.state).toBe('proposed')
  })

  test('a mistake is named with its row', () => {
    expect(() => readLabelsCsv('picture,x,y\n')).toThrow(/width, height/)
    expect(() => readLabelsCsv('picture,x,y,width,height\na,1,2,3,4\nb,1,wide,3,4\n')).toThrow(/Row 3.*y.*wide/)
    expect(() => readLabelsCsv('picture,x,y,width,height\n"a,1,2,3,4\n')).toThrow(/quoted/)
  })
})

test('JSON from anywhere cannot reach beyond its own fields', () => {
  const [picture] = readLabelsJson(
    '{"__proto__":{"polluted":1},"pictures":[{"name":"__proto__","done":"x","faces":[{"x":1,"y":2,"width":3,"height":4,"__proto__":{"polluted":1},"state":"constructor","attributes":{"__proto__":{"polluted":1}}}]}]}',
  )
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect('polluted' in (picture?.faces[0] ?? { polluted: 1 })).toBe(false)
  expect(picture).toMatchObject({ name: '__proto__', done: null })
  expect(picture?.faces[0]?.state).toBe('accepted')
  expect(() => readLabelsJson('{"pictures":[{"name":"a","faces":[{"x":1}]}]}')).toThrow(/numbers/)
  expect(() => readLabelsJson('[]')).toThrow(/object/)
})

test('each format is known by itself', () => {
  const size = { width: 100, height: 50 }
  const box = { x: 10, y: 5, width: 20, height: 10 }
  const faces = [{ box, ignored: true }]
  const one = { name: '0012', ...size, faces }
  const known: KnownPicture = { name: '0012', size, done: true, faces: faces.map(full) }
  const files: readonly (readonly [string, string, 'accepted' | 'proposed'])[] = [
    ['a.json', writeLabelsJson([known]), 'accepted'],
    ['a.json', writeCoco([one]), 'accepted'],
    ['a.csv', writeLabelsCsv([known]), 'accepted'],
    ['a.xml', writePascalVoc(one), 'accepted'],
    ['a_bbx_gt.txt', writeWiderTruth([one]), 'accepted'],
    ['0012.txt', writeYolo(one), 'accepted'],
    ['0012.txt', writeWiderPredictions('0012', [{ box: box, score: 0.5 }]), 'proposed'],
  ]
  for (const [name, text, state] of files) {
    const [picture] = readLabelFile({ name, text })
    expect(picture?.name.replace('.txt', '')).toBe('0012')
    const [read] = picture?.faces(size) ?? []
    expect(read?.state).toBe(state)
    expect(read?.box.x).toBeCloseTo(10, 5)
    if (state === 'accepted') expect(read?.ignored).toBe(true)
  }
  expect(readLabelFile({ name: 'empty.txt', text: '\n' })[0]?.faces(size)).toEqual([])
  expect(() => readLabelFile({ name: 'notes.txt', text: 'hello\nworld\n' })).toThrow(/number of faces/)
  expect(isClassList('labels/classes.txt')).toBe(true)
  expect(readClassList('mask\r\nignored\r\n')).toEqual(['mask', 'ignored'])
  expect(readLabelFile({ name: 'a.txt', text: '1 .5 .5 .1 .1' }, ['mask', 'ignored'])[0]?.faces(size)[0]?.ignored).toBe(
    true,
  )
})

function full(part: { readonly box: KnownFace['box']; readonly ignored: boolean }): KnownFace {
  return { ...part, state: 'accepted', score: null, attributes: null }
}

test('what a format cannot hold is said, and nothing where it holds all', () => {
  const size = { width: 100, height: 50 }
  const box = { x: 90, y: 5, width: 20, height: 10 }
  const blurred = { blur: 2, expression: 0, illumination: 0, occlusion: 0, pose: 0 }
  const faces: readonly KnownFace[] = [
    { box, ignored: true, state: 'accepted', score: 0.5, attributes: blurred },
    { box, ignored: false, state: 'proposed', score: 0.4, attributes: null },
    { box, ignored: false, state: 'rejected', score: 0.3, attributes: null },
  ]
  const open: KnownPicture = { name: 'a.jpg', size, done: false, faces }
  expect(losses('json', [open])).toEqual([])
  expect(losses('wider', [open])).toEqual([
    '1 proposal that nobody has judged',
    '1 rejected proposal',
    'scores (1 face)',
    'sizes of the pictures',
  ])
  expect(losses('coco', [{ ...open, done: true }])).toEqual([
    '1 rejected proposal',
    'which pictures are done (1)',
    'scores (2 faces)',
    'WIDER’s attributes such as blur and pose (1 face)',
  ])
  expect(losses('yolo', [open]).join()).toMatch(/ignore flag.*1 face.*beyond the picture \(1 box\).*endings/)
  expect(losses('csv', [open]).join()).not.toMatch(/scores/)
  expect(labelsOf(faces, true)).toHaveLength(2)
  expect(labelsOf(faces, false)).toHaveLength(1)
})
