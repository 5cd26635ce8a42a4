/** Patches cut on the GPU: windows gathered from a region's tensor, then one matrix product an axis. Shapes never change. */
import * as tf from '@tensorflow/tfjs-core'
import type { ResampleWeights } from '../geometry/resample.ts'
import { type CropRegion, type PatchPlan, REGION_SIDE, windowSide } from './patch.ts'
import { type Picture, windowPixels } from './picture.ts'

/** A region's pixels as a tensor `[REGION_SIDE², 3]`, RGB scaled to −1…1. The caller disposes. */
export function uploadRegion(picture: Picture, { shrink, x, y }: CropRegion): tf.Tensor2D {
  const pixels = windowPixels(picture, shrink, { x, y, width: REGION_SIDE, height: REGION_SIDE })
  return tf.tensor2d(pixels, [REGION_SIDE * REGION_SIDE, 3])
}

/**
 * `[batch, size, size, 3]` from a region's tensor. Fewer patches than `batch` are filled up with the first one, so that
 * the shape stays. The caller disposes.
 */
export function cropGpu(
  pixels: tf.Tensor2D,
  region: Pick<CropRegion, 'x' | 'y'>,
  patches: readonly PatchPlan[],
  batch: number,
): tf.Tensor4D {
  const size = (patches[0] as PatchPlan).columns.outputSize
  const side = windowSide(size)
  const padded = Array.from({ length: batch }, (_, index) => (patches[index] ?? patches[0]) as PatchPlan)
  // A window that would leave the region at its far end is moved back; its weights move with it.
  const lefts = padded.map((patch) => Math.min(patch.columns.first - region.x, REGION_SIDE - side))
  const tops = padded.map((patch) => Math.min(patch.rows.first - region.y, REGION_SIDE - side))
  return tf.tidy(() => {
    const starts = tf.tensor2d(
      padded.map((_, index) => [(tops[index] as number) * REGION_SIDE + (lefts[index] as number)]),
      [batch, 1],
      'int32',
    )
    const indices = tf.add(starts, tf.tensor2d(windowOffsets(side), [1, side * side], 'int32'))
    const windows = tf.gather(pixels, tf.cast(indices, 'int32'))
    const shift = (first: number, origin: number, start: number) => first - origin - start
    const rows = weightTensor(
      padded.map(({ rows }, index) => [rows, shift(rows.first, region.y, tops[index] as number)]),
      side,
    )
    const columns = weightTensor(
      padded.map(({ columns }, index) => [columns, shift(columns.first, region.x, lefts[index] as number)]),
      side,
    )
    const narrow = tf.matMul(rows, tf.reshape(windows, [batch, side, side * 3]))
    const turned = tf.transpose(tf.reshape(narrow, [batch, size, side, 3]), [0, 2, 1, 3])
    const patch = tf.matMul(columns, tf.reshape(turned, [batch, side, size * 3]))
    return tf.transpose(tf.reshape(patch, [batch, size, size, 3]), [0, 2, 1, 3]) as tf.Tensor4D
  })
}

/** Dense `[batch, size, side]`, each matrix shifted to where its taps lie in the window. */
function weightTensor(all: readonly (readonly [ResampleWeights, number])[], side: number): tf.Tensor3D {
  const size = (all[0] as readonly [ResampleWeights, number])[0].outputSize
  const dense = new Float32Array(all.length * size * side)
  all.forEach(([{ weights, count }, shift], index) => {
    for (let output = 0; output < size; output++)
      dense.set(weights.subarray(output * count, (output + 1) * count), (index * size + output) * side + shift)
  })
  return tf.tensor3d(dense, [all.length, size, side])
}

function windowOffsets(side: number): Int32Array {
  return Int32Array.from({ length: side * side }, (_, index) => {
    const row = Math.floor(index / side)
    return row * REGION_SIDE + (index - row * side)
  })
}
