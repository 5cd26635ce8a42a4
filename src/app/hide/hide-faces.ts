/** Hides faces on a canvas, one after the other. */
import type { Canvas2d } from '../out/canvas.ts'
import type { OutCall } from '../out/out-job.ts'
import type { Face } from '../state/engine-types.ts'
import { conceal, type HideStyle, regionToHide } from './conceal.ts'

export interface HideOptions {
  readonly style: HideStyle
  /** Share of the box's side that is hidden beyond it, on every side. */
  readonly margin: number
}

/** A face as far as hiding needs it. */
export type Place = Pick<Face, 'box'>

/** px between two looks at the signal: some 20 ms. */
const BATCH = 2 ** 19
/** What a face costs beside its pixels, in px. */
const EACH = 2 ** 13

/**
 * Hides `faces` (px of the canvas) for good. A face that overlaps one before is made of what is hidden there already, so
 * that overlapping boxes let no more through than one. Rejects when the signal fires.
 */
export async function hideFaces(
  context: Canvas2d,
  faces: readonly Place[],
  { style, margin }: HideOptions,
  { signal, onProgress }: OutCall,
): Promise<void> {
  const { width, height } = context.canvas
  let work = BATCH
  for (const [index, { box }] of faces.entries()) {
    if (work >= BATCH) {
      work = 0
      onProgress({ done: index, total: faces.length })
      await new Promise((done) => setTimeout(done))
      signal.throwIfAborted()
    }
    const region = regionToHide(box, margin, width, height)
    work += EACH + (region ? region.width * region.height : 0)
    if (!region) continue
    const pixels = context.getImageData(region.x, region.y, region.width, region.height)
    conceal(pixels, style)
    context.putImageData(pixels, region.x, region.y)
  }
}
