/** WIDER FACE's own text files: the truth of many pictures (`*_bbx_gt.txt`), and one prediction file a picture. */
import {
  FormatError,
  finiteBox,
  type LabelledFace,
  type LabelledPicture,
  pixels,
  type ScoredBox,
  scoreText,
} from './labels.ts'
import { asNumbers, Lines } from './lines.ts'

/** Columns 5 to 10 of a truth row but for `invalid`, which is LabelledFace's `ignored`; 0 where a file leaves them out. */
export interface WiderAttributes {
  readonly blur: number
  readonly expression: number
  readonly illumination: number
  readonly occlusion: number
  readonly pose: number
}

export interface WiderFace extends LabelledFace {
  readonly attributes: WiderAttributes
}

export interface WiderPicture extends LabelledPicture {
  readonly faces: readonly WiderFace[]
}

const PLAIN: WiderAttributes = { blur: 0, expression: 0, illumination: 0, occlusion: 0, pose: 0 }
const TRUTH_ROW = 'a row "x y w h blur expression illumination invalid occlusion pose"'
const PREDICTION_ROW = 'a row "x y w h score"'

/** Reads name, count, rows of every picture. A count of 0 may be followed by a row of zeros, as in the original files, or not. */
export function readWiderTruth(text: string): WiderPicture[] {
  const lines = new Lines(text)
  const pictures: WiderPicture[] = []
  while (lines.peek() !== undefined) {
    const name = lines.take('a picture name')
    const count = lines.takeCount()
    if (count === 0 && isZeroRow(lines.peek())) lines.take(TRUTH_ROW)
    const faces = lines.takeRows(count, () => widerFace(lines.takeNumbers(4, TRUTH_ROW)))
    pictures.push({ name, faces })
  }
  return pictures
}

/** Writes the original layout: a picture without faces has count 0 and one row of zeros. */
export function writeWiderTruth(pictures: readonly (LabelledPicture | WiderPicture)[]): string {
  const lines: string[] = []
  for (const { name, faces } of pictures) {
    lines.push(name, String(faces.length))
    if (faces.length === 0) lines.push('0 0 0 0 0 0 0 0 0 0')
    for (const face of faces) {
      const { blur, expression, illumination, occlusion, pose } = 'attributes' in face ? face.attributes : PLAIN
      const rest = [blur, expression, illumination, face.ignored ? 1 : 0, occlusion, pose]
      lines.push([...boxColumns(face), ...rest].join(' '))
    }
  }
  return lines.map((line) => `${line}\n`).join('')
}

export interface WiderPredictions {
  /** The file's first line: the picture's name. */
  readonly name: string
  readonly predictions: readonly ScoredBox[]
}

/** Reads one prediction file: name, count, rows `x y w h score`. Throws FormatError where rows are missing or left over. */
export function readWiderPredictions(text: string): WiderPredictions {
  const lines = new Lines(text)
  const name = lines.take('a picture name')
  const count = lines.takeCount()
  const predictions = lines.takeRows(count, () => {
    const [x = 0, y = 0, width = 0, height = 0, score = 0] = lines.takeNumbers(5, PREDICTION_ROW)
    return { box: finiteBox({ x, y, width, height }), score }
  })
  const left = lines.peek()
  if (left !== undefined)
    throw new FormatError(`The file says ${count} faces, but goes on with "${left.slice(0, 80)}".`)
  return { name, predictions }
}

/** Writes one prediction file, highest score first. */
export function writeWiderPredictions(name: string, predictions: readonly ScoredBox[]): string {
  const rows = [...predictions]
    .sort((a, b) => b.score - a.score)
    .map((prediction) => [...boxColumns(prediction), scoreText(prediction.score)].join(' '))
  return [name, String(rows.length), ...rows].map((line) => `${line}\n`).join('')
}

function widerFace(row: readonly number[]): WiderFace {
  const [x = 0, y = 0, width = 0, height = 0, blur = 0, expression = 0, illumination = 0] = row
  const [invalid = 0, occlusion = 0, pose = 0] = row.slice(7)
  const attributes = { blur, expression, illumination, occlusion, pose }
  return { box: finiteBox({ x, y, width, height }), ignored: invalid !== 0, attributes }
}

function boxColumns({ box }: { readonly box: LabelledFace['box'] }): number[] {
  return [box.x, box.y, box.width, box.height].map(pixels)
}

function isZeroRow(line: string | undefined): boolean {
  const numbers = line === undefined ? undefined : asNumbers(line)
  return numbers !== undefined && numbers.length >= 4 && numbers.every((value) => value === 0)
}
