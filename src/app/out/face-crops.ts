/** Every face as two small pictures, its own pixels and the super-resolved ones, listed in an index. */

import type { FacePatches, Patch } from '../../engine/protocol.ts'
import type { Box } from '../../geometry/box.ts'
import { clipBox, patchSquare } from '../../geometry/roi.ts'
import { ROI_CONTEXT } from '../panel/roi-context.ts'
import { bitmapOf } from '../state/bitmap-of.ts'
import { encode, newCanvas } from './canvas.ts'
import { indexCsv, nameFaces } from './crop-index.ts'
import type { OutCall } from './out-job.ts'
import { countFaces, type Result } from './results.ts'
import type { ZipEntry } from './zip.ts'

/** Faces that the engine is asked for at once: it answers an abort after each such batch at the latest. */
const BATCH = 16

/** Super-resolves boxes (px of the picture) of one result. Rejects when `signal` fires. */
export type Resolve = (result: Result, boxes: readonly Box[], signal: AbortSignal) => Promise<readonly FacePatches[]>

/** Entries of the zip: `index.csv` first, then two PNG a face. Throws the signal's reason when it fires. */
export async function* faceCrops(
  results: readonly Result[],
  resolve: Resolve,
  { signal, onProgress }: OutCall,
): AsyncGenerator<ZipEntry> {
  const named = nameFaces(results)
  const total = countFaces(results)
  let done = 0
  onProgress({ done, total })
  yield { name: 'index.csv', input: indexCsv(results, named) }
  for (const [at, result] of results.entries()) {
    if (result.faces.length === 0) continue
    const bitmap = await bitmapOf(result.picture.blob)
    try {
      for (let start = 0; start < result.faces.length; start += BATCH) {
        signal.throwIfAborted()
        const boxes = result.faces.slice(start, start + BATCH).map(({ box }) => box)
        const patches = await resolve(result, boxes, signal)
        const entries = boxes.map(async (box, offset) => {
          const names = named[at]?.[start + offset]
          const patch = patches[offset]?.refined
          if (!names || !patch) return []
          return [
            { name: names.original, input: await originalPng(bitmap, box) },
            { name: names.resolved, input: await patchPng(patch) },
          ]
        })
        for (const entry of (await Promise.all(entries)).flat()) yield entry
        done += boxes.length
        onProgress({ done, total })
      }
    } finally {
      bitmap.close()
    }
  }
}

/** The picture's own pixels, unscaled, of the square that the networks look at, as far as it lies in the picture. */
function originalPng(bitmap: ImageBitmap, box: Box): Promise<Blob> {
  const { x, y, side } = patchSquare(box, ROI_CONTEXT)
  const square = { x: Math.floor(x), y: Math.floor(y), width: Math.ceil(side), height: Math.ceil(side) }
  const cut = clipBox(square, bitmap.width, bitmap.height)
  const context = newCanvas(Math.max(1, cut.width), Math.max(1, cut.height))
  context.drawImage(bitmap, -cut.x, -cut.y)
  return encode(context, 'image/png')
}

function patchPng({ rgba, side }: Patch): Promise<Blob> {
  const context = newCanvas(side, side)
  context.putImageData(new ImageData(rgba, side, side), 0, 0)
  return encode(context, 'image/png')
}
