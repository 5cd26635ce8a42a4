import { expect, test } from 'vitest'
import { writeCoco } from '../../formats/coco.ts'
import { writePascalVoc } from '../../formats/pascal-voc.ts'
import { writeWiderTruth } from '../../formats/wider.ts'
import { writeYolo } from '../../formats/yolo.ts'
import { matchLabels } from './label-files.ts'

const pictures = [
  { name: 'set/images/a.jpg', width: 200, height: 100 },
  { name: 'set/images/b.png', width: 50, height: 80 },
]
const faces = [
  { box: { x: 10, y: 20, width: 8, height: 9 }, ignored: false },
  { box: { x: 30, y: 21, width: 6, height: 7 }, ignored: true },
]
const a = { name: 'a.jpg', width: 200, height: 100, faces }

/** What was matched, in whole px. */
function matched(texts: readonly { path: string; text: string }[]) {
  const { faces: found, notes } = matchLabels(texts, pictures)
  const rounded = [...found].map(([name, own]) => [
    name,
    own.map(({ box, ignored }) => [...[box.x, box.y, box.width, box.height].map(Math.round), ignored]),
  ])
  return { found: Object.fromEntries(rounded), notes }
}

const expected = {
  'set/images/a.jpg': [
    [10, 20, 8, 9, false],
    [30, 21, 6, 7, true],
  ],
}

test('every format finds the picture that its labels belong to', () => {
  const own = JSON.stringify({
    pictures: [{ name: 'a.jpg', faces: faces.map(({ box, ignored }) => ({ ...box, ignored })) }],
  })
  for (const file of [
    { path: 'truth.txt', text: writeWiderTruth([{ name: 'images/a.jpg', faces }]) },
    { path: 'coco.json', text: writeCoco([a]) },
    { path: 'set/labels/a.txt', text: writeYolo(a) },
    { path: 'set/voc/a.xml', text: writePascalVoc({ ...a, name: 'elsewhere.jpg' }) },
    { path: 'own.json', text: own },
  ])
    expect(matched([file]), file.path).toEqual({ found: expected, notes: [] })
})

test('an empty YOLO file means a picture without faces; texts beside the labels are passed over', () => {
  const { found, notes } = matched([
    { path: 'set/labels/b.txt', text: '' },
    { path: 'set/classes.txt', text: 'face\n' },
    { path: 'set/README.txt', text: 'Taken at night.' },
  ])
  expect(found).toEqual({ 'set/images/b.png': [] })
  expect(notes).toEqual([])
})

test('a file that is no label file is named, and the others count', () => {
  const { found, notes } = matched([
    { path: 'package.json', text: '{"name":"x"}' },
    { path: 'truth.txt', text: writeWiderTruth([{ name: 'images/a.jpg', faces }]) },
  ])
  expect(found).toEqual(expected)
  expect(notes.join()).toMatch(/^package\.json is no label file/)
})
