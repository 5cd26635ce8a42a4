/** Reads a label file of any known format: what it is shows in its ending and its first rows. */
import { readCoco } from './coco.ts'
import { acceptedFace, type KnownFace, type KnownPicture, proposedFace } from './known.ts'
import { readLabelsCsv } from './label-csv.ts'
import { readLabelsJson } from './label-json.ts'
import { FormatError, type SizedPicture } from './labels.ts'
import { asNumbers, Lines } from './lines.ts'
import { readPascalVoc } from './pascal-voc.ts'
import { ENDING } from './recognise-name.ts'
import { readWiderPredictions, readWiderTruth } from './wider.ts'
import { readYolo, YOLO_CLASSES } from './yolo.ts'

export interface LabelFile {
  /** Path, with forward slashes. */
  readonly name: string
  readonly text: string
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Labels of one picture that may be at hand or not. */
export interface ReadPicture {
  readonly name: string
  /** The name's ending says nothing: the file's own name stands for the picture's (YOLO, WIDER's predictions). */
  readonly stem: boolean
  /** A name to try where `name` leads nowhere, by its stem: the label file's own. */
  readonly otherwise?: string
  /** px that the labels were made for; null where the file does not say. */
  readonly size: Size | null
  readonly done: boolean | null
  /** In px of a picture of the given size; only YOLO needs to know it. */
  readonly faces: (size: Size) => readonly KnownFace[]
}

export function readClassList(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim())
}

/** `classes` are those of YOLO's class list, where there is one. Throws FormatError that says what is wrong, without the file's name. */
export function readLabelFile(
  { name, text }: LabelFile,
  classes: readonly string[] = YOLO_CLASSES,
): readonly ReadPicture[] {
  const ending = ENDING.exec(name)?.[1]?.toLowerCase()
  if (ending === 'json')
    return /"annotations"\s*:/.test(text) ? readCoco(text).map(sized) : readLabelsJson(text).map(known)
  if (ending === 'csv') return readLabelsCsv(text).map(known)
  if (ending === 'xml') return [{ ...sized(readPascalVoc(text)), otherwise: name }]
  if (ending !== 'txt') throw new FormatError('This ending is not one of a label file that is known here.')
  return readText(name, text, classes)
}

function readText(name: string, text: string, classes: readonly string[]): readonly ReadPicture[] {
  const lines = new Lines(text)
  const first = lines.peek()
  const numbers = first === undefined ? [] : asNumbers(first)
  // A name that is a number stands alone in its row; YOLO's rows have five numbers or six.
  if (first === undefined || (numbers && numbers.length > 1)) {
    readYolo(text, { width: 1, height: 1 }, classes)
    const faces = (size: Size) => readYolo(text, size, classes).map((face) => acceptedFace(face))
    return [{ name, stem: true, size: null, done: null, faces }]
  }
  if (isPrediction(text)) {
    const { name: picture, predictions } = readWiderPredictions(text)
    const faces = predictions.map(({ box, score }) => proposedFace(box, score))
    return [{ name: picture, stem: true, size: null, done: null, faces: () => faces }]
  }
  return readWiderTruth(text).map(({ name: picture, faces }) => {
    const all = faces.map((face) => acceptedFace(face, face.attributes))
    return { name: picture, stem: false, size: null, done: null, faces: () => all }
  })
}

/** Name, count, and rows of five numbers to the end; WIDER's truth has ten. */
function isPrediction(text: string): boolean {
  const [, count, ...rows] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  return Number(count) > 0 && rows.length > 0 && rows.every((row) => asNumbers(row)?.length === 5)
}

function sized({ name, width, height, faces }: SizedPicture): ReadPicture {
  const all = faces.map((face) => acceptedFace(face))
  return { name, stem: false, size: { width, height }, done: null, faces: () => all }
}

function known({ name, size, done, faces }: KnownPicture): ReadPicture {
  return { name, stem: false, size, done, faces: () => faces }
}
