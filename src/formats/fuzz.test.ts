/** Hostile label files: 2,000 mutations of good ones, and the tricks that are known. Each is read or refused in words, and soon. */
import { afterAll, describe, expect, test } from 'vitest'
import { readCoco } from './coco.ts'
import { FormatError } from './labels.ts'
import { readPascalVoc } from './pascal-voc.ts'
import { readWiderPredictions, readWiderTruth } from './wider.ts'
import { readYolo } from './yolo.ts'

const yolo = (text: string) => readYolo(text, { width: 640, height: 480 })

const formats: readonly (readonly [string, (text: string) => unknown, string])[] = [
  [
    'WIDER truth',
    readWiderTruth,
    'a/b.jpg\n2\n1.5 2 3 4 2 1 1 1 2 1\n9 8 7 6 0 0 0 0 0 0\nc.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n',
  ],
  ['WIDER predictions', readWiderPredictions, 'a/b\n2\n1.5 2 3 4 0.9\n9 8 7 6 0.25\n'],
  ['YOLO', yolo, '0 0.5 0.5 0.25 0.25\n1 0.1 0.2 0.05 0.06\n'],
  [
    'COCO',
    readCoco,
    '{"images":[{"id":1,"file_name":"a.jpg","width":640,"height":480}],"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4],"iscrowd":0}],"categories":[{"id":1,"name":"face"}]}',
  ],
  [
    'Pascal VOC',
    readPascalVoc,
    '<annotation><filename>a.jpg</filename><size><width>640</width><height>480</height></size><object><name>face</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8</ymax></bndbox></object></annotation>',
  ],
]

/** What replaces or is put between: the words that readers of such files have stumbled over. */
const splinters = [
  '-1', '1e308', '1e999', 'NaN', 'Infinity', '99999999999', '4294967295', '0x10', '__proto__', 'constructor', '"', '<', '>', '</', '&',
  '<!DOCTYPE a [<!ENTITY x "y">]>', '&x;', '<__proto__>', '[', ']', '{', '}', ',', ':', '\0', '\uFEFF', '\uD800', '\n', '\r', ' ', '\t', '𝟙',
] // biome-ignore format: a list of words

/** 0 ≤ result < bound; a linear congruence, so that a failure comes back. */
function dice(seed: number): (bound: number) => number {
  let state = seed >>> 0
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

function mutate(text: string, roll: (bound: number) => number): string {
  let result = text
  for (let changes = 1 + roll(4); changes > 0; changes--) {
    const at = roll(result.length + 1)
    const length = roll(6)
    const [before, after] = [result.slice(0, at), result.slice(at)]
    const ways = [
      () => before,
      () => before + splinters[roll(splinters.length)] + after,
      () => before + splinters[roll(splinters.length)] + after.slice(length),
      () => before + after.slice(length),
      () => before + String.fromCharCode(roll(0x250)) + after.slice(1),
      () => result + result.slice(at),
    ]
    result = (ways[roll(ways.length)] as () => string)()
  }
  return result
}

/** Every number that comes out of a reader can be drawn and counted with. */
function expectFinite(value: unknown, file: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), `a number of ${JSON.stringify(file)}`).toBe(true)
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) expectFinite(part, file)
}

function readOrRefuse(read: (text: string) => unknown, file: string): boolean {
  try {
    expectFinite(read(file), file)
    return true
  } catch (thrown) {
    if (!(thrown instanceof FormatError))
      throw new Error(`${JSON.stringify(file)} broke the reader: ${thrown}`, { cause: thrown })
    expect(thrown.message.length).toBeGreaterThan(10)
    expect(thrown.message.length).toBeLessThan(400)
    return false
  }
}

const pristine = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
afterAll(() => {
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(pristine)
})

describe.each(formats)('%s', (_name, read, good) => {
  test('400 mutated files are read or refused in a sentence', () => {
    const roll = dice(good.length)
    expect(readOrRefuse(read, good)).toBe(true)
    const start = performance.now()
    let refused = 0
    for (let file = 0; file < 400; file++) if (!readOrRefuse(read, mutate(good, roll))) refused++
    // Neither a reader that takes everything nor one that takes nothing has been tested.
    expect(refused).toBeGreaterThan(40)
    expect(refused).toBeLessThan(400)
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})

describe('known tricks', () => {
  test.each([
    ['a count that no file can have', readWiderTruth, 'a.jpg\n99999999999\n1 2 3 4\n'],
    ['a count of billions', readWiderPredictions, 'a\n4294967295\n1 2 3 4 1\n'],
    [
      'a box of infinite size',
      readCoco,
      '{"images":[{"id":1,"file_name":"a","width":1e999,"height":1}],"annotations":[]}',
    ],
    ['parts of a picture that overflow', yolo, '0 0.5 0.5 1e308 1e308\n'],
    [
      'entities that multiply',
      readPascalVoc,
      `<!DOCTYPE a [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}">]><annotation><filename>&d;</filename><size><width>1</width><height>1</height></size></annotation>`,
    ],
    ['a hundred thousand brackets', readCoco, '['.repeat(100_000)],
    ['a hundred thousand tags', readPascalVoc, '<a>'.repeat(100_000)],
  ] as const)('%s', (_what, read: (text: string) => unknown, file) => {
    const start = performance.now()
    expect(() => read(file)).toThrow(FormatError)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('names of prototypes are names of pictures like others', () => {
    const coco = readCoco(
      '{"__proto__":{"polluted":1},"images":[{"id":"__proto__","file_name":"__proto__","width":9,"height":9}],"annotations":[{"image_id":"__proto__","bbox":[1,2,3,4],"__proto__":{"polluted":1}}]}',
    )
    expect(coco).toMatchObject([{ name: '__proto__', faces: [{ box: { x: 1 } }] }])
    expect(readWiderTruth('constructor\n1\n1 2 3 4\n')[0]?.name).toBe('constructor')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
