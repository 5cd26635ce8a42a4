/** Axis-aligned boxes in pixels: the one shape that every folder shares. */

/** x, y: left top corner; all four in pixels, fractions allowed; width and height are ≥ 0. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Area in px². */
export function area(box: Box): number {
  return box.width * box.height
}

/** Area in px² that two boxes share; 0 where they only touch. */
export function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** Intersection over union without the +1 pixel convention; 0 when both boxes are empty. */
export function iou(a: Box, b: Box): number {
  const shared = intersection(a, b)
  const union = area(a) + area(b) - shared
  return union > 0 ? shared / union : 0
}
