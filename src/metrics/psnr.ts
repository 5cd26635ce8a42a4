/** Peak signal-to-noise ratio: how far two pictures differ, in decibels. */

/** Mean squared difference of two lists of equal length > 0; RangeError otherwise. */
export function meanSquaredError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`Cannot compare pictures of ${a.length} and ${b.length} values.`)
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += ((a[index] as number) - (b[index] as number)) ** 2
  return sum / a.length
}

/** 10 · log10(range² / MSE) in dB over all values; `range` is highest minus lowest possible value (255, or 2 for [-1, 1]). Infinity for equal pictures. */
export function psnr(a: ArrayLike<number>, b: ArrayLike<number>, range: number): number {
  const error = meanSquaredError(a, b)
  return error === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10((range * range) / error)
}
