import { expect, test } from 'vitest'
import { headerSize } from './header-size.ts'

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const big = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, at) => (value >>> (8 * (bytes - 1 - at))) & 255)
const little = (value: number, bytes: number) => big(value, bytes).reverse()

const [width, height] = [4321, 1234]
const frame = [0xff, 0xc2, 0, 17, 8, ...big(height, 2), ...big(width, 2), 3]
const files = {
  png: [0x89, ...ascii('PNG\r\n\x1a\n'), ...big(13, 4), ...ascii('IHDR'), ...big(width, 4), ...big(height, 4)],
  'jpeg after a profile and a table': [
    ...[0xff, 0xd8, 0xff, 0xe2, ...big(5, 2), 1, 2, 3],
    ...[0xff, 0xff, 0xc4, ...big(4, 2), 0xff, 0xc0],
    ...frame,
  ],
  'webp, lossy': [...ascii('RIFF____WEBPVP8 '), ...Array(10).fill(0), ...little(width, 2), ...little(height, 2)],
  'webp, lossless': [...ascii('RIFF____WEBPVP8L____\x2f'), ...little((width - 1) | ((height - 1) << 14), 4)],
  'webp, extended': [...ascii('RIFF____WEBPVP8X________'), ...little(width - 1, 3), ...little(height - 1, 3)],
  gif: [...ascii('GIF89a'), ...little(width, 2), ...little(height, 2)],
  'bmp from the top': [...ascii('BM'), ...Array(16).fill(0), ...little(width, 4), ...little(-height, 4)],
}

test.each(Object.entries(files))('the header of a %s', (_name, bytes) => {
  expect(headerSize(Uint8Array.from(bytes))).toEqual({ width, height })
  for (let length = 0; length < bytes.length - 4; length++)
    expect(headerSize(Uint8Array.from(bytes.slice(0, length))), `cut to ${length} bytes`).toBeNull()
})

test('other files and a JPEG whose segments lead nowhere have no size', () => {
  expect(headerSize(Uint8Array.from(ascii('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBeNull()
  expect(headerSize(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0xff, 0xff, 1, 2, 3]))).toBeNull()
  expect(headerSize(Uint8Array.from([0xff, 0xd8, 1, 2, 3, 4, 5, 6, 7, 8]))).toBeNull()
})
