/** 95 % intervals by the bootstrap over pictures: faces of one picture are not independent, pictures nearly are. */
import { seededRandom } from './random.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

export interface BootstrapOptions {
  readonly replicates: number
  readonly seed: number
}

export const DEFAULT_BOOTSTRAP: BootstrapOptions = { replicates: 1000, seed: 1 }

/**
 * Percentile interval (2.5 % to 97.5 %) of `statistic` over pictures drawn with replacement. `statistic` gets how often each
 * picture was drawn and returns null where it has no value (no face was drawn); such replicates are left out. Null when
 * no replicate has a value.
 */
export function bootstrapInterval(
  pictures: number,
  statistic: (draws: Int32Array) => number | null,
  { replicates, seed }: BootstrapOptions = DEFAULT_BOOTSTRAP,
): Interval | null {
  const random = seededRandom(seed)
  const draws = new Int32Array(pictures)
  const values: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    draws.fill(0)
    for (let draw = 0; draw < pictures; draw++) {
      const picture = Math.floor(random() * pictures)
      draws[picture] = (draws[picture] as number) + 1
    }
    const value = statistic(draws)
    if (value !== null) values.push(value)
  }
  if (values.length === 0) return null
  values.sort((a, b) => a - b)
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) }
}

/** Linear interpolation between the two nearest of a sorted, non-empty list. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (place - below)
}
