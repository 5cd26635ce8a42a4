/** From a face box to the square patch that the second stage looks at, and from its corrections back to a box. */
import type { Box } from './box.ts'

export interface Square {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** dx, dy in box widths and heights, dw, dh as logarithms: cx += dx·w, cy += dy·h, w *= exp(dw), h *= exp(dh). */
export type BoxDeltas = readonly [dx: number, dy: number, dw: number, dh: number]

/** Square patch with the box's centre and `context` times its longer side, in px; may reach beyond the picture. */
export function patchSquare(box: Box, context: number): Square {
  const side = context * Math.max(box.width, box.height)
  return { x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2, side }
}

export function applyBoxDeltas(box: Box, [dx, dy, dw, dh]: BoxDeltas): Box {
  const width = box.width * Math.exp(dw)
  const height = box.height * Math.exp(dh)
  const centreX = box.x + box.width / 2 + dx * box.width
  const centreY = box.y + box.height / 2 + dy * box.height
  return { x: centreX - width / 2, y: centreY - height / 2, width, height }
}

/** The deltas that turn `box` into `target`; both must have area. */
export function boxDeltas(box: Box, target: Box): BoxDeltas {
  return [
    (target.x + target.width / 2 - box.x - box.width / 2) / box.width,
    (target.y + target.height / 2 - box.y - box.height / 2) / box.height,
    Math.log(target.width / box.width),
    Math.log(target.height / box.height),
  ]
}

/** The part of the box inside a picture of width × height px; a box outside becomes empty at the nearest edge. */
export function clipBox(box: Box, width: number, height: number): Box {
  const left = Math.min(Math.max(box.x, 0), width)
  const top = Math.min(Math.max(box.y, 0), height)
  const right = Math.min(Math.max(box.x + box.width, 0), width)
  const bottom = Math.min(Math.max(box.y + box.height, 0), height)
  return { x: left, y: top, width: right - left, height: bottom - top }
}
