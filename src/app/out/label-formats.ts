/** The label formats that faces can be saved in, each with what it cannot hold. */
import { writeCoco } from '../../formats/coco.ts'
import { type DetectedPicture, writeDetectionsCsv, writeDetectionsJson } from '../../formats/detections.ts'
import type { SizedPicture } from '../../formats/labels.ts'
import { writePascalVoc } from '../../formats/pascal-voc.ts'
import { writeWiderPredictions, writeWiderTruth } from '../../formats/wider.ts'
import { writeYolo, writeYoloClasses } from '../../formats/yolo.ts'
import { uniqueStems } from './file-names.ts'

export interface TextFile {
  /** Path within a zip; its last part where it is saved alone. */
  readonly path: string
  readonly type: string
  readonly text: string
}

export interface LabelFormat {
  readonly id: 'json' | 'csv' | 'wider-predictions' | 'wider' | 'coco' | 'yolo' | 'voc'
  readonly name: string
  /** What it holds and what not, for a person. */
  readonly note: string
  /** `stem` names a file that holds all pictures. One file or more. */
  readonly write: (results: readonly DetectedPicture[], stem: string) => readonly TextFile[]
}

const JSON_TYPE = 'application/json'

export const LABEL_FORMATS: readonly LabelFormat[] = [
  {
    id: 'json',
    name: 'JSON',
    note: 'Holds everything: boxes, scores, picture sizes.',
    write: (results, stem) => [{ path: `${stem}.json`, type: JSON_TYPE, text: writeDetectionsJson(results) }],
  },
  {
    id: 'csv',
    name: 'CSV table',
    note: 'One row a face. No picture sizes; a picture without faces has no row.',
    write: (results, stem) => [{ path: `${stem}.csv`, type: 'text/csv', text: writeDetectionsCsv(results) }],
  },
  {
    id: 'wider-predictions',
    name: 'WIDER FACE predictions',
    note: 'One text file a picture, with scores. No picture sizes.',
    write: (results) =>
      eachPicture(results, 'txt', 'text/plain', ({ name, faces }) => writeWiderPredictions(name, faces)),
  },
  {
    id: 'wider',
    name: 'WIDER FACE labels',
    note: 'One text file for all. No scores, no picture sizes.',
    write: (results, stem) => [
      { path: `${stem}_bbx_gt.txt`, type: 'text/plain', text: writeWiderTruth(results.map(labelled)) },
    ],
  },
  {
    id: 'coco',
    name: 'COCO',
    note: 'One JSON file for all. No scores: each face counts as certain.',
    write: (results, stem) => [{ path: `${stem}-coco.json`, type: JSON_TYPE, text: writeCoco(results.map(labelled)) }],
  },
  {
    id: 'yolo',
    name: 'YOLO',
    note: 'One text file a picture, and classes.txt. No scores; boxes are cut at the picture’s edge.',
    write: (results) => [
      ...eachPicture(results, 'txt', 'text/plain', (result) => writeYolo(labelled(result))),
      { path: 'classes.txt', type: 'text/plain', text: writeYoloClasses() },
    ],
  },
  {
    id: 'voc',
    name: 'Pascal VOC',
    note: 'One XML file a picture. No scores.',
    write: (results) => eachPicture(results, 'xml', 'application/xml', (result) => writePascalVoc(labelled(result))),
  },
]

function eachPicture(
  results: readonly DetectedPicture[],
  ending: string,
  type: string,
  write: (result: DetectedPicture) => string,
): TextFile[] {
  const stems = uniqueStems(results.map(({ name }) => name))
  return results.map((result, index) => ({ path: `${stems[index]}.${ending}`, type, text: write(result) }))
}

function labelled({ name, width, height, faces }: DetectedPicture): SizedPicture {
  return { name, width, height, faces: faces.map(({ box }) => ({ box, ignored: false })) }
}

/** The list for the clipboard: tab-separated, so that a spreadsheet takes it as a table. */
export function listAsText(results: readonly DetectedPicture[]): string {
  const rows = results.flatMap(({ name, faces }) =>
    faces.map(({ box, score }) => {
      const numbers = [box.x, box.y, box.width, box.height].map((value) => value.toFixed(1))
      return [name.replace(/[\t\r\n]/g, ' '), ...numbers, score.toFixed(3)].join('\t')
    }),
  )
  return ['picture\tx\ty\twidth\theight\tscore', ...rows].map((row) => `${row}\n`).join('')
}
