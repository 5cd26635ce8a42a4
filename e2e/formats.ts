/** One small drawn picture, 48×32 px, in the formats that trouble other pages. All are made here; nobody is in them. */
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { PictureFile } from './pages/specklens-page.ts'

const WIDTH = 48
const HEIGHT = 32

const file = (name: string, mimeType: string, buffer: Buffer): PictureFile => ({ name, mimeType, buffer })

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function png(bits: number, colour: number, row: (y: number) => number[], palette: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([bits, colour], 8)
  const rows = Array.from({ length: HEIGHT }, (_, y) => [0, ...row(y)])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...palette,
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const columns = Array.from({ length: WIDTH }, (_, x) => x)

export const png16 = file(
  'sixteen.png',
  'image/png',
  png(16, 2, (y) => columns.flatMap((x) => [x * 5, x, y * 7, y, 128, 0])),
)

export const paletteMade = file(
  'palette.png',
  'image/png',
  png(2, 3, (y) => columns.slice(0, WIDTH / 4).map((x) => (x + y) & 255), [
    chunk('PLTE', Buffer.from([0, 0, 0, 200, 60, 40, 20, 120, 200, 250, 250, 240])),
  ]),
)

/** A GIF without compression: a code for each pixel, the table cleared before it grows a bit. */
export function gif(frames: number): PictureFile {
  const size = [WIDTH, 0, HEIGHT, 0]
  const image = (frame: number) => {
    const bits: number[] = []
    const put = (code: number) => bits.push(...[0, 1, 2].map((bit) => (code >> bit) & 1))
    for (let at = 0; at < WIDTH * HEIGHT; at++) {
      if (at % 2 === 0) put(4)
      put((at + frame) % 4)
    }
    put(5)
    const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
      bits.slice(at * 8, at * 8 + 8).reduce((sum, bit, place) => sum | (bit << place), 0),
    )
    const blocks: number[] = []
    for (let at = 0; at < bytes.length; at += 255) {
      const block = bytes.slice(at, at + 255)
      blocks.push(block.length, ...block)
    }
    return [0x21, 0xf9, 4, 0, 20, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...size, 0, 2, ...blocks, 0]
  }
  const table = [0, 0, 0, 250, 80, 60, 30, 150, 220, 240, 240, 230]
  const parts = Array.from({ length: frames }, (_, frame) => image(frame))
  return file(
    'moving.gif',
    'image/gif',
    Buffer.from([...Buffer.from('GIF89a'), ...size, 0xf1, 0, 0, ...table, ...parts.flat(), 0x3b]),
  )
}

/** Four coloured fields; no browser writes AVIF, so these 303 bytes were written by libavif. */
export const avif = file(
  'fields.avif',
  'image/avif',
  Buffer.from(
    'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAADUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAADAAAAAgAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAA9bWRhdBIACgk4FS/7SAhoNIAyJkawmLk4AAUAAQDjvDHDVUa5xDLosWB06PSjtLB/ewOpF03PT8OO',
    'base64',
  ),
)

/** The beginning of an iPhone's file: enough to know what it is, nothing to decode. */
export const heic = file('IMG_0001.jpg', 'image/jpeg', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))

/** Written by the browser's own canvas. */
export async function fromCanvas(page: Page, type: 'image/jpeg' | 'image/webp'): Promise<PictureFile> {
  const base64 = await page.evaluate(
    async ([type, width, height]) => {
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = '#c84'
      context.fillRect(0, 0, width / 2, height)
      const blob = await canvas.convertToBlob({ type })
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))
    },
    [type, WIDTH, HEIGHT] as const,
  )
  return file(type === 'image/jpeg' ? 'canvas.jpg' : 'canvas.webp', type, Buffer.from(base64, 'base64'))
}

/** A camera held upright: the pixels lie on their side, and the EXIF orientation 6 says so. */
export async function turnedJpeg(page: Page): Promise<PictureFile> {
  const { buffer } = await fromCanvas(page, 'image/jpeg')
  const exif = Buffer.from(
    '\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0',
    'latin1',
  )
  return file('turned.jpg', 'image/jpeg', Buffer.concat([buffer.subarray(0, 2), exif, buffer.subarray(2)]))
}
