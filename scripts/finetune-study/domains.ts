/** Two kinds of pictures that the base training never saw, made from ordinary ones: night, and grey with motion blur. */
import type { Rgba } from '../../src/geometry/resample.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import type { Decoder } from './decoder.ts'

export const domainNames = ['night', 'grey'] as const
export type DomainName = (typeof domainNames)[number]

/** Light of sodium lamps. */
const CAST = [1, 0.82, 0.55]

/**
 * A picture as the domain's camera would have taken it; `severity` from 0 (hardly anything) to 1. The same `seed` gives the same picture.
 * Night: dark, colour cast, sensor noise, JPEG. Grey: no colour, motion blur in one direction, JPEG.
 */
export async function intoDomain(
  picture: Rgba,
  domain: DomainName,
  severity: number,
  seed: number,
  decoder: Pick<Decoder, 'throughJpeg'>,
): Promise<Rgba> {
  const random = seededRandom(seed)
  const changed = domain === 'night' ? night(picture, severity, random) : grey(picture, severity, random)
  return decoder.throughJpeg(changed, 0.85 - 0.5 * severity)
}

function night({ width, height, data }: Rgba, severity: number, random: () => number): Rgba {
  const gain = (1 - 0.8 * severity) * (0.9 + 0.2 * random())
  const result = new Uint8ClampedArray(data.length)
  const [read, shot] = [0.06 * severity, 0.14 * severity]
  for (let index = 0; index < data.length; index += 4) {
    for (let channel = 0; channel < 3; channel++) {
      const light = ((data[index + channel] as number) / 255) * gain * (1 - severity * (1 - (CAST[channel] as number)))
      const noise = gaussian(random) * Math.sqrt(read * read + shot * shot * light)
      result[index + channel] = 255 * (light + noise)
    }
    result[index + 3] = 255
  }
  return { width, height, data: result }
}

function grey({ width, height, data }: Rgba, severity: number, random: () => number): Rgba {
  const length = 1 + 11 * severity
  const angle = Math.PI * random()
  const taps = Math.max(1, Math.round(2 * length))
  const result = new Uint8ClampedArray(data.length)
  const light = Float32Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * 4
    return 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number)
  })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let tap = 0; tap < taps; tap++) {
        const shift = taps === 1 ? 0 : length * (tap / (taps - 1) - 0.5)
        const column = Math.min(Math.max(Math.round(x + shift * Math.cos(angle)), 0), width - 1)
        const row = Math.min(Math.max(Math.round(y + shift * Math.sin(angle)), 0), height - 1)
        sum += light[row * width + column] as number
      }
      const value = sum / taps + 4 * severity * gaussian(random)
      result.set([value, value, value, 255], (y * width + x) * 4)
    }
  return { width, height, data: result }
}

/** Standard normal (Box and Muller). */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
