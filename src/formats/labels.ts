/** What every label format is read into and written from. */
import type { Box } from '../geometry/box.ts'

export interface LabelledFace {
  /** In px of the picture as it is shown (EXIF orientation applied). */
  readonly box: Box
  /** Neither face nor background: left out of training and counting. */
  readonly ignored: boolean
}

export interface LabelledPicture {
  /** Path relative to the folder of pictures, with forward slashes. */
  readonly name: string
  readonly faces: readonly LabelledFace[]
}

/** COCO, YOLO and Pascal VOC need the picture's size in px as well. */
export interface SizedPicture extends LabelledPicture {
  readonly width: number
  readonly height: number
}

export interface ScoredBox {
  readonly box: Box
  readonly score: number
}

/** A label file that cannot be understood; `message` names the place and what was expected. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
}

/** Up to three decimals: a thousandth of a pixel, without trailing zeros. */
export function pixels(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Seven significant digits keep the order of float32 scores. */
export function scoreText(score: number): string {
  return String(Number(score.toPrecision(7)))
}

/** The box, where every number of it is one that can be drawn: products of numbers in a file may overflow. @throws FormatError */
export function finiteBox(box: Box): Box {
  const { x, y, width, height } = box
  if (![x, y, width, height, x + width, y + height].every(Number.isFinite))
    throw new FormatError(`A box of ${width}×${height} px at ${x}, ${y} cannot be.`)
  return box
}
