/** Small changes of a crop that its labels survive. */
import type { Box } from '../../geometry/box.ts'

interface Sample {
  /** `[size × size × 3]`, RGB in −1…1. */
  readonly pixels: Float32Array
  readonly faces: readonly Box[]
  readonly ignored: readonly Box[]
}

/** Left and right exchanged. */
export function mirror<T extends Sample>(sample: T, size: number): T {
  const turn = (box: Box) => ({ ...box, x: size - box.x - box.width })
  return {
    ...sample,
    pixels: mirrorPixels(sample.pixels, size),
    faces: sample.faces.map(turn),
    ignored: sample.ignored.map(turn),
  }
}

/** `[size × size × 3]` with left and right exchanged. */
export function mirrorPixels(pixels: Float32Array, size: number): Float32Array {
  const turned = new Float32Array(pixels.length)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const from = (row * size + column) * 3
      const to = (row * size + size - 1 - column) * 3
      for (let channel = 0; channel < 3; channel++) turned[to + channel] = pixels[from + channel] as number
    }
  return turned
}

/** Exposure within ±15 %, white balance within ±5 %. Padding, which is exactly 0, stays what it is; no pixel of 8 bits is. */
export function jitterColour<T extends Sample>(sample: T, random: () => number): T {
  const gain = 1 + 0.3 * (random() - 0.5)
  const channels = [0, 1, 2].map(() => gain * (1 + 0.1 * (random() - 0.5)))
  const pixels = new Float32Array(sample.pixels.length)
  for (let channel = 0; channel < 3; channel++) {
    const by = channels[channel] as number
    for (let index = channel; index < pixels.length; index += 3) {
      const value = sample.pixels[index] as number
      pixels[index] = value === 0 ? 0 : Math.min(Math.max((value + 1) * by - 1, -1), 1)
    }
  }
  return { ...sample, pixels }
}
