/** Pixels of a blob on a canvas of their own, and from a canvas to a file. Independent of what the stage shows. */

import { bitmapOf } from '../state/bitmap-of.ts'

export type Canvas2d = OffscreenCanvasRenderingContext2D

const TOO_LARGE =
  'This picture is larger than what the browser can write. Shrink it, or cut it in parts, and search those.'

/** The decoded picture in full size, EXIF orientation applied. Throws Error where the browser has no canvas that large. */
export async function canvasOf(blob: Blob): Promise<Canvas2d> {
  const bitmap = await bitmapOf(blob)
  try {
    const context = newCanvas(bitmap.width, bitmap.height)
    context.drawImage(bitmap, 0, 0)
    return context
  } finally {
    bitmap.close()
  }
}

/** Width and height in px. Throws Error where the browser has no canvas that large. */
export function newCanvas(width: number, height: number): Canvas2d {
  // Pixels are read back region by region, which is slow on a canvas that lives on the graphics card.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context || !keepsPixels(context)) throw new Error(TOO_LARGE)
  return context
}

/** Some browsers hand out a canvas beyond their limit and forget what is drawn on it. */
function keepsPixels(context: Canvas2d): boolean {
  const [x, y] = [context.canvas.width - 1, context.canvas.height - 1]
  context.fillRect(x, y, 1, 1)
  const kept = context.getImageData(x, y, 1, 1).data[3] === 255
  context.clearRect(x, y, 1, 1)
  return kept
}

/** A file of the canvas's pixels alone: no EXIF, no place, no camera. JPEG lays transparent pixels on white. */
export async function encode(context: Canvas2d, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  if (type === 'image/jpeg') {
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalCompositeOperation = 'destination-over'
    context.fillStyle = '#fff'
    context.fillRect(0, 0, context.canvas.width, context.canvas.height)
    context.restore()
  }
  try {
    return await context.canvas.convertToBlob({ type, quality: 0.92 })
  } catch (cause) {
    throw new Error(TOO_LARGE, { cause })
  }
}
