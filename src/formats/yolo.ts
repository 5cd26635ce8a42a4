/** YOLO's labels: one text file a picture, rows `class cx cy w h` in parts of the picture's size. */
import { clipBox } from '../geometry/roi.ts'
import { FormatError, finiteBox, type LabelledFace, type SizedPicture } from './labels.ts'
import { Lines } from './lines.ts'

/** Class names by number. YOLO cannot mark a box as ignored, so ignored faces are a class of their own. */
export const YOLO_CLASSES: readonly string[] = ['face', 'ignored']

/** Eight decimals: below a thousandth of a pixel in pictures of any size that is handled here. */
const DECIMALS = 8

/** Boxes are cut at the picture's border, because trainers refuse files with numbers outside 0 to 1. */
export function writeYolo({ width, height, faces }: SizedPicture): string {
  return faces
    .map(({ box, ignored }) => {
      const cut = clipBox(box, width, height)
      const parts = [
        (cut.x + cut.width / 2) / width,
        (cut.y + cut.height / 2) / height,
        cut.width / width,
        cut.height / height,
      ]
      return `${ignored ? 1 : 0} ${parts.map((part) => part.toFixed(DECIMALS)).join(' ')}\n`
    })
    .join('')
}

/** The file `classes.txt` that belongs beside the labels. */
export function writeYoloClasses(): string {
  return YOLO_CLASSES.map((name) => `${name}\n`).join('')
}

/** Reads one picture's file; its size is in px. Boxes of the class named `ignored` are ignored, all others are faces. */
export function readYolo(
  text: string,
  size: { readonly width: number; readonly height: number },
  classes: readonly string[] = YOLO_CLASSES,
): LabelledFace[] {
  const lines = new Lines(text)
  const faces: LabelledFace[] = []
  while (lines.peek() !== undefined) {
    const row = lines.takeNumbers(5, 'a row "class cx cy w h"')
    const [kind = 0, centreX = 0, centreY = 0, partX = 0, partY = 0] = row
    // Six numbers: a score follows. More: an outline, which is no box.
    if (row.length > 6) throw new FormatError('This file holds outlines (segmentation), not boxes.')
    const width = partX * size.width
    const height = partY * size.height
    const box = { x: centreX * size.width - width / 2, y: centreY * size.height - height / 2, width, height }
    faces.push({ box: finiteBox(box), ignored: classes[kind] === 'ignored' })
  }
  return faces
}
