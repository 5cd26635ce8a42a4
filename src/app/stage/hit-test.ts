/** Which face is under the pointer. */
import type { Box } from '../../geometry/box.ts'
import type { Point } from './view.ts'

/**
 * Index of the smallest box that holds `point`, each box grown by `slack` (px of the picture) on every side so that a
 * speck can be hit; -1 where there is none. Only the boxes that `shown` names by index take part.
 */
export function hitTest(
  boxes: readonly { readonly box: Box }[],
  shown: readonly number[],
  point: Point,
  slack: number,
): number {
  let best = -1
  let bestArea = Number.POSITIVE_INFINITY
  for (const index of shown) {
    const box = boxes[index]?.box
    if (!box) continue
    if (point.x < box.x - slack || point.x > box.x + box.width + slack) continue
    if (point.y < box.y - slack || point.y > box.y + box.height + slack) continue
    const area = box.width * box.height
    if (area < bestArea) {
      best = index
      bestArea = area
    }
  }
  return best
}
