import { expect, test } from 'vitest'
import { gifMoves, isAnimated, pngMoves, webpMoves } from './animation.ts'

const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
/** One frame of one pixel: descriptor, code size, one sub-block, its end. */
const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 0x01, 0]
const control = [0x21, 0xf9, 4, 0, 10, 0, 0, 0]
const gif = (...frames: number[][]) =>
  Uint8Array.from([...letters('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, ...frames.flat(), 0x3b])
const chunk = (name: string, size: number) => [0, 0, 0, size, ...letters(name), ...new Array<number>(size + 4).fill(0)]
const png = (...chunks: number[][]) => Uint8Array.from([...letters('\x89PNG\r\n\x1a\n'), ...chunks.flat()])

test('a GIF of two frames moves, one of a single frame does not', async () => {
  expect(gifMoves(gif(control, frame))).toBe(false)
  expect(gifMoves(gif(control, frame, control, frame))).toBe(true)
  expect(await isAnimated(new Blob([gif(frame, frame)]))).toBe(true)
})

test('a cut-off GIF ends the search', () => {
  for (let length = 0; length < 40; length++) expect(gifMoves(gif(control, frame).subarray(0, length))).toBe(false)
})

test('an animated PNG says so before its pixels', () => {
  expect(pngMoves(png(chunk('IHDR', 13), chunk('acTL', 8), chunk('IDAT', 3)))).toBe(true)
  expect(pngMoves(png(chunk('IHDR', 13), chunk('IDAT', 3), chunk('acTL', 8)))).toBe(false)
})

test('a WebP moves when its extended header says so', () => {
  const head = (flags: number) => Uint8Array.from([...letters('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0'), flags, 0, 0, 0])
  expect(webpMoves(head(2))).toBe(true)
  expect(webpMoves(head(0x10))).toBe(false)
})
