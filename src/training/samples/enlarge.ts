/** Bilinear enlargement by a whole number, half-pixel centres: what the page's plan does to a tile of its finest scale. */

/** `[side × side × 3]` → `[side·factor × side·factor × 3]`; beyond the edge its pixels repeat. */
export function enlargeBilinear(pixels: Float32Array, side: number, factor: number): Float32Array {
  if (factor === 1) return pixels
  const wide = side * factor
  const result = new Float32Array(wide * wide * 3)
  const taps = Array.from({ length: wide }, (_, index) => {
    const at = (index + 0.5) / factor - 0.5
    const low = Math.floor(at)
    const clamp = (tap: number) => Math.min(Math.max(tap, 0), side - 1)
    return [clamp(low), clamp(low + 1), at - low] as const
  })
  let to = 0
  for (const [top, bottom, down] of taps)
    for (const [left, right, across] of taps)
      for (let channel = 0; channel < 3; channel++) {
        const value = (row: number, column: number) => pixels[(row * side + column) * 3 + channel] as number
        const upper = value(top, left) * (1 - across) + value(top, right) * across
        const lower = value(bottom, left) * (1 - across) + value(bottom, right) * across
        result[to++] = upper * (1 - down) + lower * down
      }
  return result
}
