/** MB-FCN's losses, a choice that the paper leaves open: quality-focal classification and distance-IoU of the box. */
import * as tf from '@tensorflow/tfjs-core'
import { areaOf, decodeEdges, distanceIou, type Edges, edgesOf, sharedArea } from './overlap.ts'

/** What each cell of a batch of crops shall answer. Boxes are x0, y0, x1, y1 in px of the crop. */
export interface CellTargets {
  /** `[N,4]`: centre x, centre y, stride, base size of every cell. */
  readonly grid: tf.Tensor2D
  /** `[B,N,4]`: the box of the cell's face; any box with area where there is none. */
  readonly faces: tf.Tensor3D
  /** `[B,N]`: the weight of the cell's face, 0 where there is none. */
  readonly positive: tf.Tensor2D
  /** `[B,N]`: 1 where nothing shall be found; cells with neither do not matter. */
  readonly background: tf.Tensor2D
  /** `[B,G,4]`: areas that are neither face nor background; empty boxes where unused. Null: there are none. */
  readonly ignored: tf.Tensor3D | null
}

export interface ProposalLosses {
  readonly score: tf.Scalar
  readonly box: tf.Scalar
}

/** A face's cell shall say at least this much, however badly its box fits as yet. */
const LEAST_QUALITY = 0.1

/** Background cells of a crop, strongest first, whose boxes are compared with the ignored areas. */
const MOST_COMPARED = 96

/** Branch maps `[B,h,w,5]` → `[B,N,5]`, branches one after another, row by row. */
export function flattenMaps(maps: readonly tf.Tensor[]): tf.Tensor3D {
  return tf.concat(
    maps.map((map) => tf.reshape(map, [map.shape[0] as number, -1, 5])),
    1,
  ) as tf.Tensor3D
}

/**
 * Quality-focal loss of the logits (Li et al., NeurIPS 2020): binary cross-entropy with the decoded box's own IoU as target, weighed
 * by the squared error; and 1 − distance-IoU of the boxes. Both are sums over cells divided by the weight of the positive ones (at
 * least 1). `raw` is `flattenMaps`'s. The caller disposes.
 */
export function proposalLosses(raw: tf.Tensor3D, targets: CellTargets): ProposalLosses {
  const [logit, ...rest] = tf.unstack(raw, 2) as [tf.Tensor2D, ...tf.Tensor2D[]]
  const boxes = decodeEdges(rest, targets.grid)
  const { iou, distance } = distanceIou(boxes, edgesOf(targets.faces))
  const count = tf.maximum(tf.sum(targets.positive), 1)
  const box = tf.div(tf.sum(tf.mul(tf.sub(1, distance), targets.positive)), count) as tf.Scalar
  return { score: qualityFocal(logit, iou, boxes, targets, count), box }
}

/** The target and the focus are constants to the gradient, so it is written down: a tape would follow them. */
function qualityFocal(
  logit: tf.Tensor2D,
  iou: tf.Tensor,
  boxes: Edges,
  { positive, background, ignored }: CellTargets,
  count: tf.Tensor,
): tf.Scalar {
  const loss = tf.customGrad((x, save) => {
    const values = x as tf.Tensor2D
    const isPositive = tf.cast(tf.greater(positive, 0), 'float32')
    const target = tf.mul(tf.maximum(iou, LEAST_QUALITY), isPositive)
    const error = tf.sub(tf.sigmoid(values), target)
    const free = ignored ? outsideIgnored(values, boxes, background, ignored) : background
    const weight = tf.div(tf.mul(tf.square(error), tf.add(positive, free)), count)
    const entropy = tf.sub(tf.softplus(values), tf.mul(values, target))
    ;(save as tf.GradSaveFunc)([tf.mul(weight, error)])
    return {
      value: tf.sum(tf.mul(entropy, weight)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, saved[0] as tf.Tensor),
    }
  })
  return loss(logit) as tf.Scalar
}

/** `background` with 0 where a strong cell's decoded box lies by half in an ignored area. */
function outsideIgnored(logit: tf.Tensor2D, boxes: Edges, background: tf.Tensor2D, ignored: tf.Tensor3D): tf.Tensor {
  const masked = tf.sub(tf.mul(logit, background), tf.mul(tf.sub(1, background), 99))
  const most = Math.min(MOST_COMPARED, logit.shape[1])
  const weakest = tf.slice(tf.topk(masked, most).values, [0, most - 1], [-1, 1])
  const strong = tf.cast(tf.greaterEqual(masked, weakest), 'float32')
  const each = (edge: tf.Tensor) => tf.expandDims(edge, 2)
  const cell: Edges = { x0: each(boxes.x0), y0: each(boxes.y0), x1: each(boxes.x1), y1: each(boxes.y1) }
  const areas = edgesOf(tf.expandDims(ignored, 1))
  const share = tf.div(sharedArea(cell, areas), tf.maximum(areaOf(cell), 1e-6))
  const inside = tf.cast(tf.greaterEqual(tf.max(share, 2), 0.5), 'float32')
  return tf.mul(background, tf.sub(1, tf.mul(inside, strong)))
}
