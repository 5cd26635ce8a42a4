/** Boxes as tensors: decoding of MB-FCN's answers, IoU and distance-IoU, with gradients. */
import * as tf from '@tensorflow/tfjs-core'

/** Four tensors of one shape: left, top, right and lower edge in px of the network's input. */
export interface Edges {
  readonly x0: tf.Tensor
  readonly y0: tf.Tensor
  readonly x1: tf.Tensor
  readonly y1: tf.Tensor
}

/** Beyond e^±4 base sizes nothing is learned. */
const LARGEST_LOG_SIZE = 4

/** MB-FCN's answers dx, dy, dw, dh `[B,N]` at cells `grid` `[N,4]` (centre x, centre y, stride, base size) → boxes. */
export function decodeEdges([dx, dy, dw, dh]: readonly tf.Tensor[], grid: tf.Tensor2D): Edges {
  const [centreX, centreY, stride, base] = tf.unstack(grid, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
  const x = tf.add(centreX, tf.mul(dx as tf.Tensor, stride))
  const y = tf.add(centreY, tf.mul(dy as tf.Tensor, stride))
  const half = (log: tf.Tensor) =>
    tf.mul(tf.exp(tf.clipByValue(log, -LARGEST_LOG_SIZE, LARGEST_LOG_SIZE)), tf.div(base, 2))
  const halfWidth = half(dw as tf.Tensor)
  const halfHeight = half(dh as tf.Tensor)
  return { x0: tf.sub(x, halfWidth), y0: tf.sub(y, halfHeight), x1: tf.add(x, halfWidth), y1: tf.add(y, halfHeight) }
}

/** `[…,4]` as x0, y0, x1, y1 → its edges. */
export function edgesOf(boxes: tf.Tensor): Edges {
  const [x0, y0, x1, y1] = tf.unstack(boxes, boxes.rank - 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
  return { x0, y0, x1, y1 }
}

/** Shared area in px² by position; shapes broadcast. */
export function sharedArea(a: Edges, b: Edges): tf.Tensor {
  const width = tf.relu(tf.sub(tf.minimum(a.x1, b.x1), tf.maximum(a.x0, b.x0)))
  const height = tf.relu(tf.sub(tf.minimum(a.y1, b.y1), tf.maximum(a.y0, b.y0)))
  return tf.mul(width, height)
}

export function areaOf({ x0, y0, x1, y1 }: Edges): tf.Tensor {
  return tf.mul(tf.sub(x1, x0), tf.sub(y1, y0))
}

/** IoU, and distance-IoU (Zheng et al., AAAI 2020): IoU − squared distance of the centres / squared diagonal of the hull. */
export function distanceIou(a: Edges, b: Edges): { readonly iou: tf.Tensor; readonly distance: tf.Tensor } {
  const shared = sharedArea(a, b)
  const union = tf.sub(tf.add(areaOf(a), areaOf(b)), shared)
  const iou = tf.div(shared, tf.maximum(union, 1e-6))
  const hullWidth = tf.sub(tf.maximum(a.x1, b.x1), tf.minimum(a.x0, b.x0))
  const hullHeight = tf.sub(tf.maximum(a.y1, b.y1), tf.minimum(a.y0, b.y0))
  const twice = (one: tf.Tensor, other: tf.Tensor, third: tf.Tensor, fourth: tf.Tensor) =>
    tf.sub(tf.add(one, other), tf.add(third, fourth))
  const apart = tf.add(tf.square(twice(a.x0, a.x1, b.x0, b.x1)), tf.square(twice(a.y0, a.y1, b.y0, b.y1)))
  const diagonal = tf.maximum(tf.add(tf.square(hullWidth), tf.square(hullHeight)), 1e-6)
  return { iou, distance: tf.sub(iou, tf.div(tf.mul(apart, 0.25), diagonal)) }
}
