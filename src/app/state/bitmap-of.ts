/** The one way from a file to pixels on the page's side. */
import { HEADER_BYTES, headerSize, LARGEST_PIXELS, type Size } from '../../geometry/header-size.ts'
import { tooLarge } from './failure.ts'

/**
 * Decodes with the EXIF orientation applied; the caller closes. A file of a kilobyte can ask for more memory than the tab has, so its header
 * is read first. Rejects with an EngineFailure 'picture-too-large', or with the browser's own error where it is no picture.
 */
export async function bitmapOf(blob: Blob): Promise<ImageBitmap> {
  await statedSize(blob)
  return createImageBitmap(blob)
}

/** What the file's header says; null where it says nothing. Rejects with an EngineFailure 'picture-too-large'. */
export async function statedSize(blob: Blob): Promise<Size | null> {
  const head = await blob.slice(0, HEADER_BYTES).arrayBuffer()
  const stated = headerSize(new Uint8Array(head))
  if (stated && stated.width * stated.height > LARGEST_PIXELS) throw tooLarge(stated.width, stated.height)
  return stated
}
