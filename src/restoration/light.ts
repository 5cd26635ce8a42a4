/** Light for dark pictures: grey world and exposure. */
import type { Rgba } from '../geometry/resample.ts'

/** Mean luminance, 0 to 255, below which a picture is dark, and to which it is brought. */
export const DARK = 80

/** A picture is made at most this many times as bright: beyond that there is nothing but noise. */
const MOST_GAIN = 4

/** Rec. 601. */
export const LUMINANCE = [0.299, 0.587, 0.114] as const

/**
 * The gains of red, green and blue that make the picture's mean colour grey (Buchsbaum, "A spatial processor model for object colour
 * perception", 1980) and its mean luminance `DARK`; null where it is light enough as it is.
 */
export function gainsFor(mean: readonly [number, number, number]): readonly [number, number, number] | null {
  const luminance = mean[0] * LUMINANCE[0] + mean[1] * LUMINANCE[1] + mean[2] * LUMINANCE[2]
  if (luminance >= DARK) return null
  const grey = (mean[0] + mean[1] + mean[2]) / 3
  const gain = Math.min(DARK / Math.max(grey, 1), MOST_GAIN)
  const of = (channel: number) => (gain * grey) / Math.max(channel, 1)
  return [of(mean[0]), of(mean[1]), of(mean[2])]
}

/** In place. */
export function lighten({ data }: Rgba, [red, green, blue]: readonly [number, number, number]): void {
  for (let at = 0; at < data.length; at += 4) {
    data[at] = (data[at] as number) * red
    data[at + 1] = (data[at + 1] as number) * green
    data[at + 2] = (data[at + 2] as number) * blue
  }
}
