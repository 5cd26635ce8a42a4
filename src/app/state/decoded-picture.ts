/** The pixels of the picture that is looked at: decoded once, for the stage and for the crops in the list. */

import { bitmapOf, statedSize } from './bitmap-of.ts'
import { type OpenedPicture, usePictures } from './picture-store.ts'
import { shrunkElsewhere } from './shrunk-elsewhere.ts'
import { close, type DecodedPicture, sidesFor, withSmaller } from './smaller.ts'

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
      return await shrunkElsewhere(blob)
    } catch {
      // A browser that starts no worker here: then the page's own thread does it, or says why it cannot.
    }
  return withSmaller(await bitmapOf(blob))
}

// A picture that is closed takes its pixels with it: 4 bytes each, that would stay as long as no other one is opened.
usePictures.subscribe((state, before) => {
  if (!last || state.pictures.length >= before.pictures.length) return
  const { blob, picture } = last
  const among = (pictures: readonly OpenedPicture[]) => pictures.some((one) => one.blob === blob)
  // Pictures that are labelled are not among them.
  if (!among(before.pictures) || among(state.pictures)) return
  last = null
  picture.then(close, () => {})
})
