/** Super-resolved faces for the eye: what the generator saw, its two outputs, as RGBA. */
import * as tf from '@tensorflow/tfjs-core'
import { cropPatches } from '../detection/crop.ts'
import type { Detector } from '../detection/detect.ts'
import type { Picture } from '../detection/picture.ts'
import type { Box } from '../geometry/box.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { Call, FacePatches, Patch } from './protocol.ts'

/** Runs the generator on the patches of all boxes; one read-back a batch. `pause` is awaited between batches. */
export async function resolveFaces(
  generator: FoldedNetwork,
  { preset, shapes }: Detector,
  picture: Picture,
  boxes: readonly Box[],
  { signal, onProgress }: Call,
  pause: () => Promise<void>,
): Promise<FacePatches[]> {
  const { low, context } = preset.patch
  const high = low * 4
  const faces: FacePatches[] = []
  const batches = cropPatches(picture, boxes, low, context, shapes)
  let done = 0
  try {
    for (;;) {
      signal?.throwIfAborted()
      onProgress?.({ stage: 'superResolving', done, total: boxes.length })
      await pause()
      const next = batches.next()
      if (next.done) return faces
      const { rois, patches } = next.value
      const flat = tf.tidy(() => {
        const stages = [patches, ...generator.run(patches)]
        return tf.concat(
          stages.map((stage) => tf.reshape(stage, [patches.shape[0], -1])),
          1,
        )
      })
      patches.dispose()
      const values = (await flat.data()) as Float32Array
      const width = flat.shape[1] as number
      flat.dispose()
      rois.forEach((roi, row) => {
        const start = row * width
        const middle = start + low * low * 3
        const last = middle + high * high * 3
        faces[roi] = {
          low: toPatch(values, start, low),
          upsampled: toPatch(values, middle, high),
          refined: toPatch(values, last, high),
        }
      })
      done += rois.length
    }
  } finally {
    batches.return()
  }
}

/** −1…1 to bytes, clamped and rounded. */
export function toPatch(values: Float32Array, start: number, side: number): Patch {
  const rgba = new Uint8ClampedArray(side * side * 4)
  for (let pixel = 0; pixel < side * side; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[pixel * 4 + channel] = ((values[start + pixel * 3 + channel] as number) + 1) * 127.5
    rgba[pixel * 4 + 3] = 255
  }
  return { side, rgba }
}
