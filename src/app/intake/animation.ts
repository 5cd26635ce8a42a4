/** Whether a picture moves: then only its first frame is searched, and the page says so. */
import { headOf, kindOf } from './kind.ts'

/** An APNG says that it moves before its first pixels, within the first kilobytes but for huge colour profiles. */
const PNG_HEAD = 1 << 20
/** A GIF's second frame may come late; beyond this nobody waits for the answer. */
const GIF_HEAD = 32 << 20

/** True for GIF, PNG and WebP files with more than one frame. False where that cannot be told. */
export async function isAnimated(blob: Blob): Promise<boolean> {
  const kind = kindOf(await headOf(blob))
  const first = async (size: number) => new Uint8Array(await blob.slice(0, size).arrayBuffer())
  if (kind === 'gif') return gifMoves(await first(GIF_HEAD))
  if (kind === 'png') return pngMoves(await first(PNG_HEAD))
  if (kind === 'webp') return webpMoves(await first(32))
  return false
}

/** GIF89a: walks from block to block to a second image descriptor. */
export function gifMoves(bytes: Uint8Array): boolean {
  const at = (place: number) => bytes[place] ?? 0
  const table = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  let place = 13 + table(at(10))
  let frames = 0
  while (place < bytes.length) {
    const block = at(place)
    if (block === 0x2c) {
      frames += 1
      if (frames > 1) return true
      place += 10 + table(at(place + 9)) + 1
    } else if (block === 0x21) place += 2
    else return false
    // Sub-blocks: a length, so many bytes, … up to a length of 0.
    while (at(place) > 0) place += at(place) + 1
    place += 1
  }
  return false
}

/** PNG: an acTL chunk before the first IDAT. */
export function pngMoves(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let place = 8; place + 8 <= bytes.length; place += 12 + view.getUint32(place)) {
    const name = String.fromCharCode(...bytes.subarray(place + 4, place + 8))
    if (name === 'acTL') return true
    if (name === 'IDAT') return false
  }
  return false
}

/** WebP: the extended header's animation bit. */
export function webpMoves(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0
}
