/** Stage 3: ROIs become square patches with context, in batches that suit the backend. */
import * as tf from '@tensorflow/tfjs-core'
import type { Box } from '../geometry/box.ts'
import { cropGpu, uploadRegion } from './crop-gpu.ts'
import { cropTyped } from './crop-typed.ts'
import { type CropRegion, groupByRegion, type PatchPlan, planPatch, REGION_SIDE } from './patch.ts'
import type { Picture } from './picture.ts'
import type { Shapes } from './plan.ts'

export interface PatchBatch {
  /** Indices into the list of boxes; the tensor may have more rows, which mean nothing. */
  readonly rois: readonly number[]
  /** `[≥ rois.length, size, size, 3]`, RGB scaled to −1…1. Whoever takes the batch disposes. */
  readonly patches: tf.Tensor4D
}

/** Cuts the patches of boxes in px of the picture. Batches come region by region, so the order is not that of the boxes. */
export function* cropPatches(
  picture: Picture,
  boxes: readonly Box[],
  size: number,
  context: number,
  shapes: Shapes,
): Generator<PatchBatch, void> {
  const plans = boxes.map((box, index) => planPatch(picture, box, index, size, context))
  const regions = groupByRegion(plans, size)
  yield* shapes.cropOnGpu ? cropOnGpu(picture, regions, shapes) : cropInMemory(picture, regions, size, shapes)
}

function* cropOnGpu(picture: Picture, regions: readonly CropRegion[], shapes: Shapes): Generator<PatchBatch, void> {
  for (const region of regions) {
    const pixels = uploadRegion(picture, region)
    try {
      for (let start = 0; start < region.patches.length; start += shapes.batch) {
        const plans = region.patches.slice(start, start + shapes.batch)
        const patches = cropGpu(pixels, region, plans, filledSize(plans.length, shapes))
        yield { rois: plans.map(({ roi }) => roi), patches }
      }
    } finally {
      pixels.dispose()
    }
  }
}

function* cropInMemory(
  picture: Picture,
  regions: readonly CropRegion[],
  size: number,
  shapes: Shapes,
): Generator<PatchBatch, void> {
  const length = size * size * 3
  let pixels = new Float32Array(shapes.batch * length)
  let rois: number[] = []
  const flush = (): PatchBatch => {
    const count = filledSize(rois.length, shapes)
    const batch = { rois, patches: tf.tensor4d(pixels.subarray(0, count * length), [count, size, size, 3]) }
    pixels = new Float32Array(shapes.batch * length)
    rois = []
    return batch
  }
  for (const { shrink, x, y, patches } of regions) {
    const level = picture.sizeAt(shrink)
    const width = Math.min(REGION_SIDE, level.width - x)
    const height = Math.min(REGION_SIDE, level.height - y)
    const region = { x, y, width, data: picture.read(shrink, x, y, width, height) }
    for (const patch of patches as readonly PatchPlan[]) {
      cropTyped(region, patch, pixels, rois.length * length)
      rois.push(patch.roi)
      if (rois.length === shapes.batch) yield flush()
    }
  }
  if (rois.length > 0) yield flush()
}

function filledSize(count: number, { batchSizes }: Shapes): number {
  return batchSizes.find((size) => size >= count) ?? count
}
