/** Bilinear enlargement by a whole number, half-pixel centres: what the page's plan does to a tile of its finest scale. */

/** `[side × side × 3]` → `[side·factor × side·factor × 3]`; beyond the edge its pixels repeat. */
export function enlargeBilinear(pixels: Float32Array, side: number, factor: number): Float32Array {
  if (factor === 1) return pixels
  const wide = side * factor
  const low = new Int32Array(wide)
  const high = new Int32Array(wide)
  const share = new Float64Array(wide)
  for (let index = 0; index < wide; index++) {
    const at = (index + 0.5) / factor - 0.5
    low[index] = Math.max(Math.floor(at), 0)
    high[index] = Math.min(Math.floor(at) + 1, side - 1)
    share[index] = at - Math.floor(at)
  }
  // Along the columns first: `side` lines of `wide` px.
  const lines = new Float32Array(side * wide * 3)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < wide; column++) {
      const left = (row * side + (low[column] as number)) * 3
      const right = (row * side + (high[column] as number)) * 3
      const to = (row * wide + column) * 3
      const across = share[column] as number
      for (let channel = 0; channel < 3; channel++) {
        const first = pixels[left + channel] as number
        lines[to + channel] = first + across * ((pixels[right + channel] as number) - first)
      }
    }
  const result = new Float32Array(wide * wide * 3)
  const length = wide * 3
  for (let row = 0; row < wide; row++) {
    const top = (low[row] as number) * length
    const bottom = (high[row] as number) * length
    const down = share[row] as number
    for (let index = 0; index < length; index++) {
      const upper = lines[top + index] as number
      result[row * length + index] = upper + down * ((lines[bottom + index] as number) - upper)
    }
  }
  return result
}
