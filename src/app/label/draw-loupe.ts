/** A round piece of the picture around the pointer, enlarged to single pixels, with the edges of the box that is dragged. */
import type { Box } from '../../geometry/box.ts'
import { BOX, drawPicture, type Scene } from '../stage/draw.ts'
import type { Point, Size } from '../stage/view.ts'
import { toPicture } from '../stage/view.ts'

/** CSS px. */
const RADIUS = 72
const AWAY = 28
/** CSS px to a pixel of the picture. From half of that on, the stage itself is as good. */
const MAGNIFIED = 10

export interface LoupeScene extends Pick<Scene, 'picture' | 'view' | 'stage' | 'pixelRatio' | 'pieces'> {
  /** CSS px of the stage. */
  readonly pointer: Point
  readonly draft: Box
}

export function drawLoupe(context: CanvasRenderingContext2D, scene: LoupeScene) {
  const { view, stage, pointer, draft } = scene
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
  const magnified = { scale: MAGNIFIED, x: x - centre.x * MAGNIFIED, y: y - centre.y * MAGNIFIED }
  drawPicture(context, { ...scene, view: magnified, overlay: null })
  for (const [width, style] of [[3.5, 'rgba(4, 18, 16, 0.8)'] as const, [1.5, '#ffd36b'] as const]) {
    context.lineWidth = width
    context.strokeStyle = style
    context.strokeRect(
      magnified.x + draft.x * MAGNIFIED,
      magnified.y + draft.y * MAGNIFIED,
      draft.width * MAGNIFIED,
      draft.height * MAGNIFIED,
    )
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
