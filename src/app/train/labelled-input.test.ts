import { expect, test } from 'vitest'
import { writeCoco } from '../../formats/coco.ts'
import { acceptedFace, type KnownPicture, proposedFace } from '../../formats/known.ts'
import { writeLabelsCsv } from '../../formats/label-csv.ts'
import { writeLabelsJson } from '../../formats/label-json.ts'
import { writePascalVoc } from '../../formats/pascal-voc.ts'
import { writeWiderTruth } from '../../formats/wider.ts'
import { writeYolo } from '../../formats/yolo.ts'
import { labelledOf } from './labelled-input.ts'

const sizes: Readonly<Record<string, { width: number; height: number }>> = {
  'set/images/a.jpg': { width: 200, height: 100 },
  'set/images/b.png': { width: 50, height: 80 },
}
const faces = [
  { box: { x: 10, y: 20, width: 8, height: 9 }, ignored: false },
  { box: { x: 30, y: 21, width: 6, height: 7 }, ignored: true },
]
const a = { name: 'a.jpg', width: 200, height: 100, faces }
const known: KnownPicture = {
  name: 'a.jpg',
  size: { width: 200, height: 100 },
  done: true,
  faces: faces.map((face) => acceptedFace(face)),
}

/** What is found beside both pictures, in whole px. */
async function opened(labels: Readonly<Record<string, string>>, names = Object.keys(sizes)) {
  const { pictures, notes } = await labelledOf(
    {
      pictures: names.map((name) => ({ name, blob: new Blob([name]) })),
      videos: [],
      skipped: 0,
      notes: [],
      labels: Object.entries(labels).map(([name, text]) => ({ name, blob: new Blob([text]) })),
    },
    async (blob) => sizes[await blob.text()] ?? null,
  )
  const found = pictures.map(({ name, faces: own }) => [
    name,
    own.map(({ box, ignored }) => [...[box.x, box.y, box.width, box.height].map(Math.round), ignored]),
  ])
  return { found: Object.fromEntries(found), notes: notes.join(' ') }
}

const expected = {
  'set/images/a.jpg': [
    [10, 20, 8, 9, false],
    [30, 21, 6, 7, true],
  ],
}

test('every format finds the picture that its labels belong to', async () => {
  for (const [name, text] of Object.entries({
    'truth.txt': writeWiderTruth([{ name: 'images/a.jpg', faces }]),
    'coco.json': writeCoco([a]),
    'set/labels/a.txt': writeYolo(a),
    // The name inside leads nowhere: the file's own does.
    'set/voc/a.xml': writePascalVoc({ ...a, name: 'elsewhere.jpg' }),
    'own.json': writeLabelsJson([known]),
    'labels.csv': writeLabelsCsv([known]),
    'corners.csv':
      'filename,width,height,class,xmin,ymin,xmax,ymax,difficult\na.jpg,200,100,face,10,20,18,29,0\na.jpg,200,100,face,30,21,36,28,1\n',
  })) {
    const { found, notes } = await opened({ [name]: text })
    expect(found, name).toEqual(expected)
    expect(notes, name).toBe('1 picture without labels was left out.')
  }
})

test('an empty YOLO file means a picture without faces; texts beside the labels are passed over', async () => {
  const { found, notes } = await opened({
    'set/labels/b.txt': '',
    'set/classes.txt': 'face\n',
    'set/README.txt': 'Taken at night.',
  })
  expect(found).toEqual({ 'set/images/b.png': [] })
  expect(notes).toBe('1 picture without labels was left out.')
})

test('a file that is no label file is named, and the others count', async () => {
  const { found, notes } = await opened({
    'package.json': '{"name":"x"}',
    'truth.txt': writeWiderTruth([{ name: 'images/a.jpg', faces }]),
  })
  expect(found).toEqual(expected)
  expect(notes).toMatch(/package\.json was not understood as labels/)
})

test('a detector’s boxes and pictures that are not done are no truth: they are left out, in words', async () => {
  const proposals = { ...known, done: null, faces: [proposedFace({ x: 1, y: 2, width: 9, height: 9 }, 0.9)] }
  for (const text of [writeLabelsJson([proposals]), writeLabelsJson([{ ...known, done: false }])]) {
    const { found, notes } = await opened({ 'labels.json': text })
    expect(found).toEqual({})
    expect(notes).toMatch(/^1 picture was left out: its labels say that it is not done, or are a detector’s\./)
  }
  const judged = {
    ...known,
    faces: [...known.faces, { ...proposedFace({ x: 1, y: 2, width: 9, height: 9 }, 0.9), state: 'rejected' as const }],
  }
  expect((await opened({ 'labels.json': writeLabelsJson([judged]) })).found).toEqual(expected)
})

test('what is missing is said', async () => {
  expect((await opened({})).notes).toMatch(/^There was no label file in it.*\.csv/)
  expect((await opened({ 'a.csv': writeLabelsCsv([known]) }, [])).notes).toMatch(/^There was no picture in it/)
  expect((await opened({ 'a.csv': writeLabelsCsv([{ ...known, name: 'c.jpg' }]) })).notes).toMatch(
    /^No label belongs to any of these pictures.* No picture here is called c\.jpg\./,
  )
  expect((await opened({ 'a.csv': writeLabelsCsv([known]) }, ['set/images/a.jpg', 'broken.jpg'])).notes).toBe(
    '1 picture could not be opened.',
  )
})
