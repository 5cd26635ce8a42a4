/** Box voting: what NMS drops still knows where the face lies (Gidaris and Komodakis, ICCV 2015). */
import { type Box, iou } from './box.ts'
import { BoxIndex } from './box-index.ts'

/**
 * For each kept box the mean of all boxes whose IoU with it is ≥ `minimumIou` (0 to 1), itself included, weighted by `weights`
 * (≥ 0; where all are 0 the box stays as it is). In the order of `kept`, whose entries are indices into `boxes`.
 * Throws RangeError when boxes and weights differ in length.
 */
export function voteBoxes(
  boxes: readonly Box[],
  weights: ArrayLike<number>,
  kept: readonly number[],
  minimumIou: number,
): Box[] {
  if (boxes.length !== weights.length)
    throw new RangeError(`${boxes.length} boxes need as many weights, not ${weights.length}.`)
  const index = new BoxIndex(boxes)
  for (const candidate of boxes.keys()) index.insert(candidate)
  return kept.map((center) => {
    const box = boxes[center] as Box
    let sum = 0
    let [x, y, width, height] = [0, 0, 0, 0]
    index.some(box, minimumIou, (other) => {
      const voter = boxes[other] as Box
      if (iou(box, voter) < minimumIou) return false
      const weight = weights[other] as number
      sum += weight
      x += weight * voter.x
      y += weight * voter.y
      width += weight * voter.width
      height += weight * voter.height
      return false
    })
    return sum > 0 ? { x: x / sum, y: y / sum, width: width / sum, height: height / sum } : box
  })
}
