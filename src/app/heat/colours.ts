/** Probabilities as colours: from nothing over violet and orange to pale yellow, lighter as it grows, so that grey printing works too. */
import type { HeatMap } from '../../engine/protocol.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** At 0, ⅓, ⅔ and 1. */
export const STOPS: readonly Colour[] = [
  [20, 11, 60],
  [140, 41, 129],
  [250, 120, 60],
  [252, 250, 180],
]
/** Below this nothing is drawn over the picture. */
const UNSEEN = 0.02

/** RGBA of a probability, 0 to 1: opacity rises with it, so that the picture is seen where no branch says anything. */
export function heatColour(probability: number): readonly [number, number, number, number] {
  if (!(probability > UNSEEN)) return [0, 0, 0, 0]
  const place = Math.min(1, probability) * (STOPS.length - 1)
  const at = Math.min(STOPS.length - 2, Math.floor(place))
  const from = STOPS[at] as Colour
  const to = STOPS[at + 1] as Colour
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (place - at) * (to[channel] - from[channel]))
  return [mix(0), mix(1), mix(2), Math.round(255 * Math.min(0.85, 0.25 + 0.75 * probability))]
}

/** One branch's map as RGBA, or with null the highest of all branches on the grid of the finest. */
export function heatPixels(
  maps: readonly HeatMap[],
  branch: number | null,
): { width: number; height: number; rgba: Uint8ClampedArray<ArrayBuffer> } {
  const chosen = branch === null ? maps : maps.slice(branch, branch + 1)
  const finest = chosen.reduce<HeatMap | null>((best, map) => (best && best.width >= map.width ? best : map), null)
  if (!finest) return { width: 1, height: 1, rgba: new Uint8ClampedArray(4) }
  const { width, height } = finest
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = Math.max(...chosen.map((map) => valueAt(map, (x + 0.5) / width, (y + 0.5) / height)))
      rgba.set(heatColour(value), (y * width + x) * 4)
    }
  return { width, height, rgba }
}

/** `x`, `y`: 0 to 1 of the picture. */
function valueAt({ width, height, probabilities }: HeatMap, x: number, y: number): number {
  return probabilities[Math.floor(y * height) * width + Math.floor(x * width)] ?? 0
}
