/** A picture that is read in parts, at its own size and at halved sizes, so that 48 megapixels never become one tensor. */
import { halve, type Rgba, regionOf } from '../geometry/resample.ts'

/** Where pixels come from: a decoded bitmap in the worker, plain bytes in tests. */
export interface PixelSource {
  readonly width: number
  readonly height: number
  /** RGBA of a region that lies inside the picture, row by row. */
  read(x: number, y: number, width: number, height: number): Uint8ClampedArray | Uint8Array
}

/** Rows read at a time to halve the full picture; even, so that no pair of rows is torn. */
const STRIP_ROWS = 128

export class Picture {
  readonly width: number
  readonly height: number
  readonly #source: PixelSource
  readonly #levels = new Map<number, Rgba>()

  constructor(source: PixelSource) {
    this.#source = source
    this.width = source.width
    this.height = source.height
  }

  /** Size in px of the picture halved log2(shrink) times. Halved levels are kept. */
  sizeAt(shrink: number): { readonly width: number; readonly height: number } {
    return shrink === 1 ? this : this.#level(shrink)
  }

  /** RGBA of a region inside the level, row by row; `shrink` is 1, 2, 4, … */
  read(shrink: number, x: number, y: number, width: number, height: number): Uint8ClampedArray | Uint8Array {
    if (shrink === 1) return this.#source.read(x, y, width, height)
    return regionOf(this.#level(shrink), x, y, width, height)
  }

  #level(shrink: number): Rgba {
    let level = this.#levels.get(shrink)
    if (!level) {
      level = shrink === 2 ? halveInStrips(this.#source) : halveLevel(this.#level(shrink / 2))
      this.#levels.set(shrink, level)
    }
    return level
  }
}

function halveLevel(level: Rgba): Rgba {
  return halve(level.data, level.width, level.height)
}

function halveInStrips(source: PixelSource): Rgba {
  const width = Math.ceil(source.width / 2)
  const height = Math.ceil(source.height / 2)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < source.height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, source.height - y)
    data.set(halve(source.read(0, y, source.width, rows), source.width, rows).data, (y / 2) * width * 4)
  }
  return { width, height, data }
}

/** Bytes already in memory as a source. */
export function sourceOf(rgba: Rgba): PixelSource {
  return {
    width: rgba.width,
    height: rgba.height,
    read: (x, y, width, height) => regionOf(rgba, x, y, width, height),
  }
}

/** What networks read for each value of a byte. */
const SCALED = Float32Array.from({ length: 256 }, (_, value) => value / 127.5 - 1)

interface Window {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * RGB of a window scaled to −1…1, `[height × width × 3]`, as every network reads it. The window may reach beyond the level on the
 * right and below: 0, mid-grey, stands there, which is what a convolution's own padding looks like.
 */
export function windowPixels(picture: Picture, shrink: number, window: Window): Float32Array {
  const size = picture.sizeAt(shrink)
  const width = Math.min(window.width, size.width - window.x)
  const height = Math.min(window.height, size.height - window.y)
  const rgba = picture.read(shrink, window.x, window.y, width, height)
  const pixels = new Float32Array(window.width * window.height * 3)
  for (let row = 0; row < height; row++) {
    let to = row * window.width * 3
    const end = (row + 1) * width * 4
    for (let from = row * width * 4; from < end; from += 4) {
      pixels[to++] = SCALED[rgba[from] as number] as number
      pixels[to++] = SCALED[rgba[from + 1] as number] as number
      pixels[to++] = SCALED[rgba[from + 2] as number] as number
    }
  }
  return pixels
}

/** `windowPixels`, and the same with each row turned: by hand, since tfjs's own takes longer than the network where memory is shared. */
export function windowAndMirrored(picture: Picture, shrink: number, window: Window): [Float32Array, Float32Array] {
  const pixels = windowPixels(picture, shrink, window)
  const turned = new Float32Array(pixels.length)
  const line = 3 * window.width
  for (let start = 0; start < pixels.length; start += line) {
    let to = start + line - 3
    const end = start + line
    for (let from = start; from < end; from += 3, to -= 3) {
      turned[to] = pixels[from] as number
      turned[to + 1] = pixels[from + 1] as number
      turned[to + 2] = pixels[from + 2] as number
    }
  }
  return [pixels, turned]
}
