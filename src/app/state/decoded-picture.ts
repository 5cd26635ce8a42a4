/** The pixels of the picture that is looked at: decoded once, for the stage and for the crops in the list. */

import { bitmapOf, statedSize } from './bitmap-of.ts'
import type { OverviewAnswer, OverviewRequest } from './overview-worker.ts'

export interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly full: ImageBitmap
  /** A shrunken copy for views in which the whole picture is seen; the full one where that is small already. */
  readonly overview: ImageBitmap
}

/** Longest side of the overview, in px. */
const OVERVIEW = 2560
/** A picture that the overview would shrink by less than this is its own overview. */
const LARGE = 0.75

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
  if (stated && OVERVIEW / Math.max(stated.width, stated.height) < LARGE)
    try {
      return await decodeElsewhere(blob)
    } catch {
      // A browser that starts no worker here: then the page's own thread does it, or says why it cannot.
    }
  return withOverview(await bitmapOf(blob))
}

/** In a worker, which ends with its answer. Rejects where it does not start or the file is no picture. */
function decodeElsewhere(blob: Blob): Promise<DecodedPicture> {
  const worker = new Worker(new URL('./overview-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<DecodedPicture>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<OverviewAnswer | null>) => {
      if (data) done({ width: data.full.width, height: data.full.height, ...data })
      else fail(new Error('The worker could not decode it.'))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      fail(new Error(event.message))
    }
    worker.postMessage({ blob, side: OVERVIEW } satisfies OverviewRequest)
  }).finally(() => worker.terminate())
}

/** Takes `full` over and adds its overview. */
export async function withOverview(full: ImageBitmap): Promise<DecodedPicture> {
  const { width, height } = full
  const shrink = OVERVIEW / Math.max(width, height)
  if (shrink >= LARGE) return { width, height, full, overview: full }
  const overview = await createImageBitmap(full, {
    resizeWidth: Math.max(1, Math.round(width * shrink)),
    resizeHeight: Math.max(1, Math.round(height * shrink)),
    resizeQuality: 'high',
  })
  return { width, height, full, overview }
}

function close({ full, overview }: DecodedPicture) {
  full.close()
  overview.close()
}
