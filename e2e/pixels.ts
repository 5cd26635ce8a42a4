/** Pixels of picture files, decoded by the browser that the story runs in. */
import type { Page } from '@playwright/test'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** RGBA, row by row. */
  readonly data: Buffer
}

export async function pixelsOf(page: Page, bytes: Buffer): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() }
    let text = ''
    for (const byte of data) text += String.fromCharCode(byte)
    return { width, height, base64: btoa(text) }
  }, bytes.toString('base64'))
  return { width, height, data: Buffer.from(base64, 'base64') }
}

/** "r g b" of one pixel. */
export function colourAt({ width, data }: Pixels, x: number, y: number): string {
  const at = (y * width + x) * 4
  return `${data[at]} ${data[at + 1]} ${data[at + 2]}`
}

/** A JPEG of the same pixels that says where it was taken. */
export async function jpegWithExif(page: Page, png: Buffer, secret: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
    let text = ''
    for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
    return btoa(text)
  }, png.toString('base64'))
  const jpeg = Buffer.from(base64, 'base64')
  // TIFF with one tag, ImageDescription (0x010e, ASCII), whose text follows the directory.
  const text = Buffer.from(`${secret}\0`, 'latin1')
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0\b\0\0\0\u0001\0', 0, 'latin1')
  tiff.writeUInt16LE(0x010e, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt32LE(text.length, 14)
  tiff.writeUInt32LE(26, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, text])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
