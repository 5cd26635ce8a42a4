import { expect, test } from 'vitest'
import { isHidden, isPicture, kindOf } from './kind.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const box = (...brands: string[]) => bytes(`\0\0\0\x1cftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`)

test('a picture is known by its bytes, whatever its name says', () => {
  expect(kindOf(bytes('\xff\xd8\xff\xe1'))).toBe('jpeg')
  expect(kindOf(bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'))).toBe('png')
  expect(kindOf(bytes('GIF89a'))).toBe('gif')
  expect(kindOf(bytes('RIFF\x10\0\0\0WEBPVP8X'))).toBe('webp')
  expect(kindOf(bytes('RIFF\x10\0\0\0WAVEfmt '))).toBeNull()
  expect(kindOf(bytes('Bmw prices\nand more'))).toBeNull()
  expect(kindOf(new Uint8Array())).toBeNull()
})

test('AVIF is told from HEIC even where both name the generic brand', () => {
  expect(kindOf(box('avif', 'mif1', 'miaf'))).toBe('avif')
  expect(kindOf(box('mif1', 'avif'))).toBe('avif')
  expect(kindOf(box('heic', 'mif1'))).toBe('heic')
  expect(kindOf(box('mif1', 'heic'))).toBe('heic')
  expect(kindOf(box('M4A ', 'M4A '))).toBeNull()
})

test('a video is known as one, and is no picture', () => {
  expect(kindOf(box('isom', 'mp41'))).toBe('video')
  expect(kindOf(box('qt  '))).toBe('video')
  expect(kindOf(bytes('\x1a\x45\xdf\xa3\x01\0'))).toBe('video')
  expect(isPicture('a.jpg', box('isom', 'mp42'))).toBe(false)
})

test('in a folder a damaged picture counts as one, a text or a zip does not', () => {
  expect(isPicture('a.JPG', bytes('oh'))).toBe(true)
  expect(isPicture('a', bytes('\xff\xd8\xff'))).toBe(true)
  expect(isPicture('notes.txt', bytes('GI'))).toBe(false)
  expect(isPicture('a.jpg', bytes('PK\x03\x04'))).toBe(false)
})

test('what a system leaves beside pictures is not looked at', () => {
  expect(isHidden('a/.DS_Store')).toBe(true)
  expect(isHidden('__MACOSX/a/b.jpg')).toBe(true)
  expect(isHidden('a\\Thumbs.db')).toBe(true)
  expect(isHidden('a/b.c.jpg')).toBe(false)
})
