/** Whatever shows a picture in a page, as something that can be handed to the worker. */

/** A canvas, a video's current frame, an element: everything that the browser makes a bitmap of. */
export type PictureSource = Blob | ImageBitmapSource

/**
 * A blob as it is; anything else as a new bitmap, so that handing it over takes nothing from the caller. Elements must have
 * loaded. @throws TypeError where the browser cannot read it, cross-origin pictures without consent included
 */
export async function readable(picture: PictureSource): Promise<Blob | ImageBitmap> {
  if (picture instanceof Blob) return picture
  try {
    return await createImageBitmap(picture)
  } catch (cause) {
    throw new TypeError(
      'This is no picture that can be read: give a file, or an element, canvas or frame that has loaded from an origin that allows it.',
      { cause },
    )
  }
}

/** @throws Error in words for a person; the signal's reason */
export async function download(address: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`${address} could not be loaded: the server answered ${response.status}.`)
  return response.blob()
}
