/** From a blob or bitmap to a Picture: orientation applied, transparency on white, large pictures read region by region. */
import { Picture, type PixelSource, sourceOf } from '../detection/picture.ts'
import { HEADER_BYTES, headerSize, LARGEST_PIXELS, type Size } from '../geometry/header-size.ts'
import { EngineError } from './failure.ts'

/** Up to this the pixels are copied once and the bitmap is closed. */
const COPIED_PIXELS = 4e6

export interface DecodedPicture {
  readonly picture: Picture
  close(): void
}

/** Takes a bitmap over. @throws EngineError not-an-image, picture-too-large */
export async function decodePicture(input: Blob | ImageBitmap): Promise<DecodedPicture> {
  const bitmap = input instanceof Blob ? await decodeBlob(input) : input
  const { width, height } = bitmap
  if (width * height > LARGEST_PIXELS) {
    bitmap.close()
    throw tooLarge(bitmap)
  }
  const source = bitmapSource(bitmap)
  if (width * height > COPIED_PIXELS) return { picture: new Picture(source), close: () => bitmap.close() }
  const data = source.read(0, 0, width, height) as Uint8ClampedArray<ArrayBuffer>
  bitmap.close()
  return { picture: new Picture(sourceOf({ width, height, data })), close: () => {} }
}

async function decodeBlob(blob: Blob): Promise<ImageBitmap> {
  // A file that can no longer be read is told below.
  const head = await blob
    .slice(0, HEADER_BYTES)
    .arrayBuffer()
    .catch(() => new ArrayBuffer())
  const stated = headerSize(new Uint8Array(head))
  if (stated && stated.width * stated.height > LARGEST_PIXELS) throw tooLarge(stated)
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch (cause) {
    throw new EngineError(
      'not-an-image',
      'This file is not a picture that the browser can read: try a JPEG, PNG, WebP or AVIF file.',
      { cause },
    )
  }
}

function tooLarge({ width, height }: Size): EngineError {
  return new EngineError(
    'picture-too-large',
    `${width}×${height} px are more than this page can hold: cut or shrink the picture to below ${LARGEST_PIXELS / 1e6} megapixels.`,
  )
}

function bitmapSource(bitmap: ImageBitmap): PixelSource {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context)
    throw new EngineError('out-of-memory', 'This device has no memory left for the picture: close other tabs.')
  return {
    width: bitmap.width,
    height: bitmap.height,
    read(x, y, width, height) {
      if (canvas.width < width) canvas.width = width
      if (canvas.height < height) canvas.height = height
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
      context.drawImage(bitmap, x, y, width, height, 0, 0, width, height)
      return context.getImageData(0, 0, width, height).data
    },
  }
}
