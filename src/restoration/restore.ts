/** Restoration of a bad picture before MB-FCN sees it: motion blur, noise, darkness, each only where it is found. */
import { type Rgba, regionOf } from '../geometry/resample.ts'
import { removeMotionBlur } from './deblur.ts'
import { denoise } from './denoise.ts'
import { gainsFor, LUMINANCE, lighten } from './light.ts'
import { findMotionBlur, type MotionBlur } from './motion-blur.ts'
import { NoiseLevel } from './noise.ts'
import { SPECTRUM_SIDE } from './spectrum.ts'

/** What reads pixels: a part of detection's Picture. */
export interface Readable {
  readonly width: number
  readonly height: number
  /** RGBA of a region inside the picture, at its own size for `shrink` 1. */
  read(shrink: number, x: number, y: number, width: number, height: number): Uint8ClampedArray | Uint8Array
}

/**
 * Strength of the denoising for a noise level of 1; what taking out blur leaves is more like texture and gets less. `STRONGEST` of that.
 * Chosen on pictures of the tune split that were made night, and grey and blurred (pretraining/METHOD.md, Restoration).
 */
const [STRENGTH, STRENGTH_AFTER_BLUR, STRONGEST_AFTER_BLUR, WEAKEST] = [2.5, 2, 8, 3]

/** What is wrong with a picture; null for what is not. */
export interface Restoration {
  readonly blur: MotionBlur | null
  /** Strength of the denoising. */
  readonly noise: number | null
  /** Gains of red, green and blue, where a noisy picture is dark as well; a dark one without noise needs none. */
  readonly light: readonly [number, number, number] | null
}

/** Most squares that a picture is judged by. */
const MOST_SQUARES = 240

/** Looks at up to 240 squares that lie evenly in the picture: some ten milliseconds, however large it is. Null: nothing to restore. */
export function diagnose(picture: Readable): Restoration | null {
  const squares: Float64Array[] = []
  const noise = new NoiseLevel()
  const mean: [number, number, number] = [0, 0, 0]
  for (const rgba of squaresOf(picture)) {
    const square = luminanceOf(rgba)
    squares.push(square)
    noise.add(square, SPECTRUM_SIDE)
    for (let at = 0; at < rgba.length; at += 4)
      for (let channel = 0; channel < 3; channel++)
        mean[channel] = (mean[channel] as number) + (rgba[at + channel] as number)
  }
  if (squares.length === 0) return null
  const pixels = squares.length * SPECTRUM_SIDE ** 2
  const blur = findMotionBlur(squares)
  const level = blur ? 0 : noise.noise()
  if (!blur && level === 0) return null
  const light = level > 0 ? gainsFor([mean[0] / pixels, mean[1] / pixels, mean[2] / pixels]) : null
  return { blur, noise: level > 0 ? STRENGTH * level : null, light }
}

/**
 * The whole picture restored. Yields the share that is done, 0 to 1. Taking out blur makes noise stronger, and light makes it brighter: so
 * blur goes first, then the noise that there is then, then the dark.
 */
export function* restore(picture: Readable, { blur, noise, light }: Restoration): Generator<number, Rgba> {
  const { width, height } = picture
  const works = Number(blur !== null) + Number(blur !== null || noise !== null)
  let done = 0
  function* follow(rows: Generator<number, Rgba>): Generator<number, Rgba> {
    for (;;) {
      const step = rows.next()
      if (step.done) {
        done++
        return step.value
      }
      yield (done + step.value / height) / works
    }
  }
  let rgba: Rgba = { width, height, data: new Uint8ClampedArray(picture.read(1, 0, 0, width, height)) }
  if (blur) rgba = yield* follow(removeMotionBlur(rgba, blur))
  const strength = blur ? Math.min(STRENGTH_AFTER_BLUR * levelOf(rgba), STRONGEST_AFTER_BLUR) : (noise ?? 0)
  if (strength >= WEAKEST) rgba = yield* follow(denoise(rgba, strength))
  if (light) lighten(rgba, light)
  return rgba
}

function levelOf(rgba: Rgba): number {
  const noise = new NoiseLevel()
  const read: Readable['read'] = (_, ...region) => regionOf(rgba, ...region)
  for (const square of squaresOf({ ...rgba, read })) noise.add(luminanceOf(square), SPECTRUM_SIDE)
  return noise.level()
}

/** Squares side by side or closer, at most `MOST_SQUARES` of them; none in a picture that is smaller than one. */
function* squaresOf(picture: Readable): Generator<Uint8ClampedArray | Uint8Array> {
  const { width, height } = picture
  const side = SPECTRUM_SIDE
  if (width < side || height < side) return
  const step = Math.max(side / 2, Math.sqrt((width * height) / MOST_SQUARES))
  for (let y = 0; y + side <= height; y += step)
    for (let x = 0; x + side <= width; x += step) yield picture.read(1, Math.floor(x), Math.floor(y), side, side)
}

function luminanceOf(rgba: Uint8ClampedArray | Uint8Array): Float64Array {
  const luminance = new Float64Array(rgba.length / 4)
  for (let pixel = 0, at = 0; pixel < luminance.length; pixel++, at += 4)
    luminance[pixel] =
      LUMINANCE[0] * (rgba[at] as number) +
      LUMINANCE[1] * (rgba[at + 1] as number) +
      LUMINANCE[2] * (rgba[at + 2] as number)
  return luminance
}
