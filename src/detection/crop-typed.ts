/** Patches cut in TypeScript: the plain definition, and the quicker way wherever memory is the CPU's own (wasm). */
import type { ResampleWeights } from '../geometry/resample.ts'
import type { PatchPlan } from './patch.ts'

export interface RgbaRegion {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly data: Uint8ClampedArray | Uint8Array
}

/** Writes one patch, RGB scaled to −1…1, `[size × size × 3]`, into `target` from `offset` on. The region holds its window. */
export function cropTyped(region: RgbaRegion, patch: PatchPlan, target: Float32Array, offset: number): void {
  const { columns, rows } = patch
  const size = columns.outputSize
  const left = columns.first - region.x
  const top = rows.first - region.y
  const columnTaps = tapsOf(columns)
  const rowTaps = tapsOf(rows)
  // Along the rows first: every source row of the window becomes `size` RGB pixels.
  const lines = new Float32Array(rows.count * size * 3)
  for (let row = 0; row < rows.count; row++) {
    const line = ((top + row) * region.width + left) * 4
    for (let column = 0; column < size; column++) {
      const first = columnTaps[2 * column] as number
      const last = columnTaps[2 * column + 1] as number
      let red = 0
      let green = 0
      let blue = 0
      for (let tap = first; tap <= last; tap++) {
        const weight = columns.weights[column * columns.count + tap] as number
        const from = line + tap * 4
        red += weight * (region.data[from] as number)
        green += weight * (region.data[from + 1] as number)
        blue += weight * (region.data[from + 2] as number)
      }
      const to = (row * size + column) * 3
      lines[to] = red
      lines[to + 1] = green
      lines[to + 2] = blue
    }
  }
  const length = size * 3
  for (let row = 0; row < size; row++) {
    const to = offset + row * length
    for (let index = 0; index < length; index++) target[to + index] = -1
    const last = rowTaps[2 * row + 1] as number
    for (let tap = rowTaps[2 * row] as number; tap <= last; tap++) {
      const weight = (rows.weights[row * rows.count + tap] as number) / 127.5
      const from = tap * length
      for (let index = 0; index < length; index++)
        target[to + index] = (target[to + index] as number) + weight * (lines[from + index] as number)
    }
  }
}

/** First and last tap that is not 0, for each output. */
function tapsOf({ weights, count, outputSize }: ResampleWeights): Int32Array {
  const taps = new Int32Array(outputSize * 2)
  for (let output = 0; output < outputSize; output++) {
    let first = 0
    let last = count - 1
    while (first < last && weights[output * count + first] === 0) first++
    while (last > first && weights[output * count + last] === 0) last--
    taps[2 * output] = first
    taps[2 * output + 1] = last
  }
  return taps
}
