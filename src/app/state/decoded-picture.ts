/** The pixels of the picture that is looked at: decoded once, for the stage and for the crops in the list. */

import type { Size } from '../../geometry/header-size.ts'
import { bitmapOf, statedSize } from './bitmap-of.ts'
import { type SmallerAnswer, type SmallerRequest, shrink } from './smaller.ts'

export interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly full: ImageBitmap
  /** Shrunken copies for views in which much of the picture is seen, the largest first; none where it is small already. */
  readonly smaller: readonly ImageBitmap[]
}

/** Longest sides of the copies, in px: what large and usual windows show. */
const SIDES = [2560, 1280]
/** A copy that would be shrunk by less than this is not made. */
const WORTHWHILE = 0.75

let last: { readonly blob: Blob; readonly picture: Promise<DecodedPicture> } | null = null

/** Decodes with the EXIF orientation applied; the last blob is remembered, the one before is freed. Rejects where it is no picture. */
export function decodePicture(blob: Blob): Promise<DecodedPicture> {
  if (last?.blob === blob) return last.picture
  const old = last?.picture
  const picture = decode(blob)
  last = { blob, picture }
  // Freed only when the next one is there, so that the stage never shows a closed bitmap.
  const free = () => void old?.then(close, () => {})
  picture.then(free, free)
  return picture
}

async function decode(blob: Blob): Promise<DecodedPicture> {
  const stated = await statedSize(blob)
  if (stated && sidesFor(stated).length > 0)
    try {
      return await decodeElsewhere(blob, sidesFor(stated))
    } catch {
      // A browser that starts no worker here: then the page's own thread does it, or says why it cannot.
    }
  return withSmaller(await bitmapOf(blob))
}

function sidesFor({ width, height }: Size): number[] {
  return SIDES.filter((side) => side / Math.max(width, height) < WORTHWHILE)
}

/** In a worker, which ends with its answer. Rejects where it does not start or the file is no picture. */
function decodeElsewhere(blob: Blob, sides: readonly number[]): Promise<DecodedPicture> {
  const worker = new Worker(new URL('./smaller-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<DecodedPicture>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<SmallerAnswer | null>) => {
      if (data) done({ width: data.full.width, height: data.full.height, ...data })
      else fail(new Error('The worker could not decode it.'))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      fail(new Error(event.message))
    }
    worker.postMessage({ blob, sides } satisfies SmallerRequest)
  }).finally(() => worker.terminate())
}

/** Takes `full` over and adds its shrunken copies, on the page's own thread. */
export async function withSmaller(full: ImageBitmap): Promise<DecodedPicture> {
  const { width, height } = full
  return { width, height, full, smaller: await shrink(full, sidesFor(full)) }
}

export function close({ full, smaller }: Pick<DecodedPicture, 'full' | 'smaller'>) {
  for (const bitmap of [full, ...smaller]) bitmap.close()
}
