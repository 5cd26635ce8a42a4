/** What dragging and arrow keys do to a box: edges on whole picture pixels, never outside of the picture, never empty. */
import type { Box } from '../../geometry/box.ts'
import type { Point, Size, View } from '../stage/view.ts'

/** A corner or side that is held, by compass; 'move' holds the whole box, 'new' draws one. */
export type Grip = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'move' | 'new'

export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type Handle = (typeof HANDLES)[number]

/** Handles keep this far apart on the stage, in CSS px: around a speck they stand off, so that it stays visible. */
const LEAST_SPREAD = 30

/** The box after `grip` was dragged from one point of the picture to another; all in px of the picture. */
export function dragged(start: Box, grip: Grip, from: Point, to: Point, picture: Size): Box {
  if (grip === 'new') return spanned(from.x, from.y, to.x, to.y, picture)
  const dx = to.x - from.x
  const dy = to.y - from.y
  if (grip === 'move') return moved(start, Math.round(dx), Math.round(dy), picture)
  // Only the held edges go to the grid; the others keep their fractions.
  const west = grip.includes('w') ? Math.round(start.x + dx) : start.x
  const east = grip.includes('e') ? Math.round(start.x + start.width + dx) : start.x + start.width
  const north = grip.startsWith('n') ? Math.round(start.y + dy) : start.y
  const south = grip.startsWith('s') ? Math.round(start.y + start.height + dy) : start.y + start.height
  const [x0, x1] = ordered(west, east, picture.width)
  const [y0, y1] = ordered(north, south, picture.height)
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}

/** Moved by dx, dy as far as the picture goes. */
export function moved(box: Box, dx: number, dy: number, picture: Size): Box {
  return {
    ...box,
    x: Math.min(Math.max(0, picture.width - box.width), Math.max(0, box.x + dx)),
    y: Math.min(Math.max(0, picture.height - box.height), Math.max(0, box.y + dy)),
  }
}

/** Right and lower edge moved by dw, dh: at least 1 px stays, and no more than the picture has. */
export function resized(box: Box, dw: number, dh: number, picture: Size): Box {
  return {
    ...box,
    width: Math.max(1, Math.min(picture.width - box.x, box.width + dw)),
    height: Math.max(1, Math.min(picture.height - box.y, box.height + dh)),
  }
}

/** The box between two corners, on whole pixels, within the picture. */
export function spanned(x0: number, y0: number, x1: number, y1: number, picture: Size): Box {
  const [left, right] = ordered(Math.round(x0), Math.round(x1), picture.width)
  const [top, bottom] = ordered(Math.round(y0), Math.round(y1), picture.height)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Both within 0 … length, the smaller first, at least 1 apart where the picture allows. */
function ordered(a: number, b: number, length: number): readonly [number, number] {
  const low = Math.min(Math.max(Math.min(a, b), 0), Math.max(0, length - 1))
  const high = Math.min(Math.max(Math.max(a, b), low + 1), length)
  return [low, high]
}

/** Where the eight handles of a box stand on the stage, in CSS px. */
export function handlePoints(box: Box, view: View): Readonly<Record<Handle, Point>> {
  const width = box.width * view.scale
  const height = box.height * view.scale
  const outX = Math.max(0, (LEAST_SPREAD - width) / 2)
  const outY = Math.max(0, (LEAST_SPREAD - height) / 2)
  const left = view.x + box.x * view.scale - outX
  const top = view.y + box.y * view.scale - outY
  const right = left + width + 2 * outX
  const bottom = top + height + 2 * outY
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2]
  return {
    nw: { x: left, y: top },
    n: { x: middleX, y: top },
    ne: { x: right, y: top },
    e: { x: right, y: middleY },
    se: { x: right, y: bottom },
    s: { x: middleX, y: bottom },
    sw: { x: left, y: bottom },
    w: { x: left, y: middleY },
  }
}

/** What of the chosen box is under a point of the stage: the nearest handle within `reach` (CSS px), its inside, or nothing. */
export function gripAt(box: Box, view: View, point: Point, reach: number): Grip | null {
  const points = handlePoints(box, view)
  let best: Handle | null = null
  let least = reach
  for (const handle of HANDLES) {
    const distance = Math.hypot(points[handle].x - point.x, points[handle].y - point.y)
    if (distance <= least) {
      best = handle
      least = distance
    }
  }
  if (best) return best
  const { nw, se } = points
  return point.x >= nw.x && point.x <= se.x && point.y >= nw.y && point.y <= se.y ? 'move' : null
}
