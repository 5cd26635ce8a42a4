/** A round piece of the picture around the pointer, enlarged to single pixels, with the edges of the box that is dragged. */
import type { Box } from '../../geometry/box.ts'
import { BOX, type Picture } from '../stage/draw.ts'
import type { Point, Size, View } from '../stage/view.ts'
import { toPicture } from '../stage/view.ts'

/** CSS px. */
const RADIUS = 72
const AWAY = 28
/** CSS px to a pixel of the picture. From half of that on, the stage itself is as good. */
const MAGNIFIED = 10

export interface LoupeScene {
  readonly picture: Picture
  readonly view: View
  readonly stage: Size
  /** CSS px of the stage. */
  readonly pointer: Point
  readonly draft: Box
}

export function drawLoupe(context: CanvasRenderingContext2D, { picture, view, stage, pointer, draft }: LoupeScene) {
  if (view.scale >= MAGNIFIED / 2) return
  const centre = toPicture(view, pointer)
  const { x, y } = placeOf(pointer, stage, {
    x: draft.x + draft.width / 2 - centre.x,
    y: draft.y + draft.height / 2 - centre.y,
  })
  context.save()
  context.beginPath()
  context.arc(x, y, RADIUS, 0, 2 * Math.PI)
  context.fillStyle = '#0a1412'
  context.fill()
  context.clip()
  context.imageSmoothingEnabled = false
  const reach = RADIUS / MAGNIFIED
  // Cut at the picture's edge: the browser is never asked for pixels that do not exist.
  const left = Math.max(0, centre.x - reach)
  const top = Math.max(0, centre.y - reach)
  const right = Math.min(picture.width, centre.x + reach)
  const bottom = Math.min(picture.height, centre.y + reach)
  const toX = (value: number) => x + (value - centre.x) * MAGNIFIED
  const toY = (value: number) => y + (value - centre.y) * MAGNIFIED
  if (right > left && bottom > top)
    context.drawImage(
      picture.full,
      left,
      top,
      right - left,
      bottom - top,
      toX(left),
      toY(top),
      (right - left) * MAGNIFIED,
      (bottom - top) * MAGNIFIED,
    )
  for (const [width, style] of [[3.5, 'rgba(4, 18, 16, 0.8)'] as const, [1.5, '#ffd36b'] as const]) {
    context.lineWidth = width
    context.strokeStyle = style
    context.strokeRect(toX(draft.x), toY(draft.y), draft.width * MAGNIFIED, draft.height * MAGNIFIED)
  }
  context.restore()
  context.beginPath()
  context.arc(x, y, RADIUS, 0, 2 * Math.PI)
  context.lineWidth = 2.5
  context.strokeStyle = BOX
  context.stroke()
}

/** Beside the pointer, on the side where the box is not (`box`: the way to its middle), or on the other one where the stage ends. */
function placeOf(pointer: Point, stage: Size, box: Point): Point {
  return { x: placeOnAxis(pointer.x, stage.width, box.x), y: placeOnAxis(pointer.y, stage.height, box.y) }
}

function placeOnAxis(pointer: number, length: number, box: number): number {
  const off = RADIUS + AWAY
  const away = box > 0 ? pointer - off : pointer + off
  const fits = away >= RADIUS && away <= length - RADIUS
  return fits ? away : box > 0 ? pointer + off : pointer - off
}
