/** Which pixels a patch is made of: the level, the window and the weights of each axis. */
import type { Box } from '../geometry/box.ts'
import { type ResampleWeights, resampleWeights } from '../geometry/resample.ts'
import { patchSquare } from '../geometry/roi.ts'
import type { Picture } from './picture.ts'

export interface PatchPlan {
  /** Index of the ROI in the caller's list. */
  readonly roi: number
  /** The picture is halved log2(shrink) times before the patch is cut. */
  readonly shrink: number
  /** Weights from the level's columns and rows, in px of the level. */
  readonly columns: ResampleWeights
  readonly rows: ResampleWeights
}

/** A patch is shrunk at most by this from its level; larger ones come from a halved level, which bounds the window. */
const LARGEST_SHRINK = 2

/** Side in px of the window that holds every patch of `size` px: its interval, two taps of the stretched kernel a side, fractions. */
export function windowSide(size: number): number {
  return Math.ceil((size * LARGEST_SHRINK + 4 * LARGEST_SHRINK + 2) / 8) * 8
}

/** Plans the square patch of `size` px around a box (px of the picture), with `context` times the box's longer side. */
export function planPatch(picture: Picture, box: Box, roi: number, size: number, context: number): PatchPlan {
  const square = patchSquare(box, context)
  // A box without extent still has a patch: the pixel that it lies in.
  const side = Math.max(square.side, 1)
  const x = square.x + (square.side - side) / 2
  const y = square.y + (square.side - side) / 2
  let shrink = 1
  while (side / shrink > size * LARGEST_SHRINK) shrink *= 2
  const level = picture.sizeAt(shrink)
  return {
    roi,
    shrink,
    columns: resampleWeights(x / shrink, side / shrink, size, level.width),
    rows: resampleWeights(y / shrink, side / shrink, size, level.height),
  }
}

/** A part of a level from which several patches are cut. */
export interface CropRegion {
  readonly shrink: number
  readonly x: number
  readonly y: number
  readonly patches: readonly PatchPlan[]
}

/** Side in px of crop regions: one covers most pictures, and as RGB floats it takes 12 MB. */
export const REGION_SIDE = 1024

/** Sorts patches into the regions of a grid, each wholly inside its region. */
export function groupByRegion(patches: readonly PatchPlan[], size: number): CropRegion[] {
  const stride = REGION_SIDE - windowSide(size)
  const regions = new Map<string, { shrink: number; x: number; y: number; patches: PatchPlan[] }>()
  for (const patch of patches) {
    const x = Math.floor(patch.columns.first / stride) * stride
    const y = Math.floor(patch.rows.first / stride) * stride
    const key = `${patch.shrink} ${x} ${y}`
    const region = regions.get(key)
    if (region) region.patches.push(patch)
    else regions.set(key, { shrink: patch.shrink, x, y, patches: [patch] })
  }
  return [...regions.values()]
}
