/** What the files of a zip of faces are called, and the table that lists them. */
import { csvField } from '../../formats/csv.ts'
import type { DetectedPicture } from '../../formats/detections.ts'
import { pixels, scoreText } from '../../formats/labels.ts'
import { uniqueStems } from './file-names.ts'

export interface CropNames {
  readonly original: string
  readonly resolved: string
}

/** Paths of both crops of every face of every picture: a folder a picture, faces by number, the surest first. */
export function nameFaces(results: readonly DetectedPicture[]): readonly (readonly CropNames[])[] {
  const stems = uniqueStems(results.map(({ name }) => name))
  return results.map(({ faces }, at) => {
    const digits = Math.max(3, String(faces.length).length)
    return faces.map((_, index) => {
      const path = `${stems[at]}/${String(index + 1).padStart(digits, '0')}`
      return { original: `${path}-original.png`, resolved: `${path}-super-resolved.png` }
    })
  })
}

/** CSV by RFC 4180, a row a face: box in px of the picture, score, and the paths of both crops. */
export function indexCsv(results: readonly DetectedPicture[], named: readonly (readonly CropNames[])[]): string {
  const rows = ['picture,face,x,y,width,height,score,original,super_resolved']
  for (const [at, { name, faces }] of results.entries())
    for (const [index, { box, score }] of faces.entries()) {
      const numbers = [box.x, box.y, box.width, box.height].map(pixels)
      const { original = '', resolved = '' } = named[at]?.[index] ?? {}
      rows.push(
        [csvField(name), index + 1, ...numbers, scoreText(score), csvField(original), csvField(resolved)].join(','),
      )
    }
  return rows.map((row) => `${row}\r\n`).join('')
}
