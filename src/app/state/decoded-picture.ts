/** The pixels of the picture that is looked at: decoded once, for the stage and for the crops in the list. */

import { bitmapOf } from './bitmap-of.ts'

export interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly full: ImageBitmap
  /** A shrunken copy for views in which the whole picture is seen; the full one where that is small already. */
  readonly overview: ImageBitmap
}

/** Longest side of the overview, in px. */
const OVERVIEW = 2560

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
  return withOverview(await bitmapOf(blob))
}

/** Takes `full` over and adds its overview. */
export async function withOverview(full: ImageBitmap): Promise<DecodedPicture> {
  const { width, height } = full
  const shrink = OVERVIEW / Math.max(width, height)
  if (shrink >= 0.75) return { width, height, full, overview: full }
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
