import { expect, test } from 'vitest'
import { readCoco } from '../../formats/coco.ts'
import { readPascalVoc } from '../../formats/pascal-voc.ts'
import { readWiderPredictions, readWiderTruth } from '../../formats/wider.ts'
import { readYolo } from '../../formats/yolo.ts'
import { LABEL_FORMATS, type LabelFormat, listAsText } from './label-formats.ts'

/** Rows are x, y, width, height in px, score. */
function result(name: string, rows: readonly (readonly [number, number, number, number, number])[]) {
  const faces = rows.map(([x, y, width, height, score]) => ({ box: { x, y, width, height }, score }))
  return { name, width: 100, height: 80, faces }
}

const results = [
  result('day/a.jpg', [
    [10, 20, 6, 8, 0.9],
    [50.5, 60.25, 12, 15, 0.4],
  ]),
  result('b.png', []),
  result('day/a.png', [[1, 2, 3, 4, 0.8]]),
]
const write = (id: LabelFormat['id']) => LABEL_FORMATS.find((format) => format.id === id)?.write(results, 'all') ?? []
const boxes = results.map(({ faces }) => faces.map(({ box }) => box))

test('formats with one file for all hold every picture', () => {
  const files = (['json', 'csv', 'wider', 'coco'] as const).map((id) => write(id))
  expect(files.map((list) => list.map(({ path }) => path))).toEqual([
    ['all.json'],
    ['all.csv'],
    ['all_bbx_gt.txt'],
    ['all-coco.json'],
  ])
  const [json, csv, wider, coco] = files.map(([file]) => file?.text ?? '')
  expect(JSON.parse(json ?? '').pictures.map(({ faces }: { faces: unknown[] }) => faces.length)).toEqual([2, 0, 1])
  expect(csv?.trim().split('\r\n')).toHaveLength(4)
  expect(readWiderTruth(wider ?? '').map(({ faces }) => faces.map(({ box }) => box))).toEqual(boxes)
  expect(readCoco(coco ?? '').map(({ faces }) => faces.map(({ box }) => box))).toEqual(boxes)
})

test('formats with a file a picture keep folders and do not overwrite', () => {
  const predictions = write('wider-predictions')
  expect(predictions.map(({ path }) => path)).toEqual(['day/a.txt', 'b.txt', 'day/a-2.txt'])
  expect(readWiderPredictions(predictions[0]?.text ?? '').predictions.map(({ score }) => score)).toEqual([0.9, 0.4])
  const yolo = write('yolo')
  expect(yolo.map(({ path }) => path)).toEqual(['day/a.txt', 'b.txt', 'day/a-2.txt', 'classes.txt'])
  expect(readYolo(yolo[2]?.text ?? '', { width: 100, height: 80 })[0]?.box.height).toBeCloseTo(4, 3)
  const voc = write('voc')
  expect(voc.map(({ path }) => path)).toEqual(['day/a.xml', 'b.xml', 'day/a-2.xml'])
  expect(readPascalVoc(voc[0]?.text ?? '').faces.map(({ box }) => box)).toEqual(boxes[0])
})

test('a format that holds no scores says so, and one that holds them does not', () => {
  for (const { write: writeFormat, note, id } of LABEL_FORMATS) {
    const text = writeFormat(results, 'all')
      .map((file) => file.text)
      .join('')
    const holdsScores = /0\.9\b/.test(text) && id !== 'yolo'
    expect(/No scores/.test(note), id).toBe(!holdsScores)
  }
})

test('the copied list is a table that a spreadsheet takes', () => {
  const rows = listAsText(results).trim().split('\n')
  expect(rows).toHaveLength(4)
  expect(rows[2]).toBe('day/a.jpg\t50.5\t60.3\t12.0\t15.0\t0.400')
})
