/** Zoom and pan as arithmetic: how picture pixels fall on the stage. Knows no DOM. */
import type { Box } from '../../geometry/box.ts'

/** screen = picture × scale + (x, y); screen in CSS px, picture in its own px. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const MAX_SCALE = 32
/** A face that the list shows is enlarged to about this height on the stage, in CSS px. */
const REVEALED_HEIGHT = 96

/** The scale at which the whole picture is just seen. */
export function fitScale(picture: Size, stage: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1
  return Math.min(MAX_SCALE, Math.max(1e-4, Math.min(stage.width / picture.width, stage.height / picture.height)))
}

/** The smallest scale allowed: the whole picture, or its own size where the stage is larger than that. */
export function minScale(picture: Size, stage: Size): number {
  return Math.min(1, fitScale(picture, stage))
}

/** The whole picture, centred. */
export function wholeView(picture: Size, stage: Size): View {
  return settle({ scale: fitScale(picture, stage), x: 0, y: 0 }, picture, stage)
}

/** Brings scale and offset into their bounds: a side smaller than the stage is centred, a larger one leaves no gap. */
export function settle(view: View, picture: Size, stage: Size): View {
  const scale = Math.min(MAX_SCALE, Math.max(minScale(picture, stage), view.scale))
  return {
    scale,
    x: settleAxis(view.x, picture.width * scale, stage.width),
    y: settleAxis(view.y, picture.height * scale, stage.height),
  }
}

function settleAxis(offset: number, length: number, stage: number): number {
  if (length <= stage) return (stage - length) / 2
  return Math.min(0, Math.max(stage - length, offset))
}

/** Zooms by `factor`; the picture's point under `anchor` (CSS px of the stage) stays where it is as far as the bounds allow. */
export function zoomAt(view: View, factor: number, anchor: Point, picture: Size, stage: Size): View {
  const scale = Math.min(MAX_SCALE, Math.max(minScale(picture, stage), view.scale * factor))
  const grown = scale / view.scale
  return settle(
    { scale, x: anchor.x - (anchor.x - view.x) * grown, y: anchor.y - (anchor.y - view.y) * grown },
    picture,
    stage,
  )
}

export function panBy(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return settle({ scale: view.scale, x: view.x + dx, y: view.y + dy }, picture, stage)
}

/** The view after two fingers moved from `before` to `after` (CSS px of the stage). */
export function pinch(
  view: View,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
  picture: Size,
  stage: Size,
): View {
  const from = middle(before)
  const to = middle(after)
  const factor = distance(after) / Math.max(1, distance(before))
  const zoomed = zoomAt(view, factor, from, picture, stage)
  return panBy(zoomed, to.x - from.x, to.y - from.y, picture, stage)
}

function middle([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function distance([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The view that shows `box` in the middle, enlarged if it would be too small to judge; never zooms out. */
export function reveal(view: View, box: Box, picture: Size, stage: Size): View {
  const wanted = REVEALED_HEIGHT / Math.max(1, box.height)
  const scale = Math.min(MAX_SCALE, Math.max(view.scale, wanted))
  return settle(
    {
      scale,
      x: stage.width / 2 - (box.x + box.width / 2) * scale,
      y: stage.height / 2 - (box.y + box.height / 2) * scale,
    },
    picture,
    stage,
  )
}

export function toPicture(view: View, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale }
}

/** A step between two views, 0 ≤ part ≤ 1: the scale moves geometrically, so that zooming feels even. */
export function between(from: View, to: View, part: number): View {
  if (part >= 1) return to
  const scale = from.scale * (to.scale / from.scale) ** part
  const near = Math.abs(to.scale - from.scale) < 1e-9
  const share = near ? part : (scale - from.scale) / (to.scale - from.scale)
  return { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
