/** The picture in full size with a box around each face. */
import { BOX, strokeBoxes } from '../stage/draw.ts'
import type { Face } from '../state/engine-types.ts'
import { canvasOf, encode } from './canvas.ts'

/** Lines are this share of the picture's shorter side, so that they are seen when the picture is shown whole. */
const LINE_SHARE = 1 / 700

/** Crosses to the worker, so it is plain data. */
export interface BoxedWish {
  readonly blob: Blob
  /** px of the picture. */
  readonly faces: readonly Pick<Face, 'box'>[]
}

/** PNG, made on whichever thread it runs. Rejects where the blob is no picture or the browser has no canvas of its size. */
export async function boxedPicture({ blob, faces }: BoxedWish): Promise<Blob> {
  const context = await canvasOf(blob)
  const { width, height } = context.canvas
  const line = Math.max(1, Math.round(Math.min(width, height) * LINE_SHARE))
  strokeBoxes(context, boxesAround(faces, line), line, BOX, 1)
  return encode(context, 'image/png')
}

/** x, y, width, height a box, in whole px: lines of `line` px and their halo stay off the face that they frame. */
function boxesAround(faces: BoxedWish['faces'], line: number): number[] {
  const margin = 1.5 * line
  return faces.flatMap(({ box }) => {
    const left = Math.floor(box.x - margin)
    const top = Math.floor(box.y - margin)
    return [left, top, Math.ceil(box.x + box.width + margin) - left, Math.ceil(box.y + box.height + margin) - top]
  })
}
