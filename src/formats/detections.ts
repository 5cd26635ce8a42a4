/** Detections of many pictures as a table (CSV) and as JSON. */
import { csvField } from './csv.ts'
import { pixels, type ScoredBox, scoreText } from './labels.ts'

export interface DetectedPicture {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly faces: readonly ScoredBox[]
}

/** CSV by RFC 4180: a header, then one row a face: `picture,x,y,width,height,score`. A picture without faces has no row. */
export function writeDetectionsCsv(pictures: readonly DetectedPicture[]): string {
  const rows = ['picture,x,y,width,height,score']
  for (const { name, faces } of pictures)
    for (const { box, score } of faces) {
      const numbers = [box.x, box.y, box.width, box.height].map(pixels)
      rows.push([csvField(name), ...numbers, scoreText(score)].join(','))
    }
  return rows.map((row) => `${row}\r\n`).join('')
}

/** JSON: `{ pictures: [{ name, width, height, faces: [{ x, y, width, height, score }] }] }`, px of the picture. */
export function writeDetectionsJson(pictures: readonly DetectedPicture[]): string {
  const plain = pictures.map(({ name, width, height, faces }) => ({
    name,
    width,
    height,
    faces: faces.map(({ box, score }) => ({
      x: pixels(box.x),
      y: pixels(box.y),
      width: pixels(box.width),
      height: pixels(box.height),
      score: Number(scoreText(score)),
    })),
  }))
  return `${JSON.stringify({ pictures: plain }, null, 2)}\n`
}
