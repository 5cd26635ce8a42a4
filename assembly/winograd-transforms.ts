/** The three transforms of F(4×4, 3×3), with the matrices of Lavin and Gray (see winograd.ts): of inputs, of filters, and of products back. */
import { loadSome, VECTOR } from './vectors'

/** Along each side: of results, and of inputs. */
export const TILE: i32 = 4
const PATCH: i32 = 6
export const POINTS: i32 = 36

/** Bᵀ·d along one direction, from six vectors `step` bytes apart to six `toStep` apart. */
function transformInput(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from)
  const d1 = v128.load(from + step)
  const d2 = v128.load(from + 2 * step)
  const d3 = v128.load(from + 3 * step)
  const d4 = v128.load(from + 4 * step)
  const d5 = v128.load(from + 5 * step)
  const two = f32x4.splat(2)
  const four = f32x4.splat(4)
  const five = f32x4.splat(5)
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(four, d0), f32x4.mul(five, d2)), d4))
  const even = f32x4.sub(d4, f32x4.mul(four, d2))
  const odd = f32x4.sub(d3, f32x4.mul(four, d1))
  v128.store(to + toStep, f32x4.add(even, odd))
  v128.store(to + 2 * toStep, f32x4.sub(even, odd))
  const evens = f32x4.sub(d4, d2)
  const odds = f32x4.mul(two, f32x4.sub(d3, d1))
  v128.store(to + 3 * toStep, f32x4.add(evens, odds))
  v128.store(to + 4 * toStep, f32x4.sub(evens, odds))
  v128.store(to + 5 * toStep, f32x4.add(f32x4.sub(f32x4.mul(four, d1), f32x4.mul(five, d3)), d5))
}

/** Bᵀ·d·B of one patch, whose rows are `row` bytes apart; `square` holds 36 vectors. */
function transformPatch(
  patch: usize,
  row: usize,
  channelBytes: usize,
  points: usize,
  pointBytes: usize,
  square: usize,
): void {
  for (let channel: usize = 0; channel < channelBytes; channel += VECTOR) {
    for (let x: usize = 0; x < 6; x++)
      transformInput(patch + x * channelBytes + channel, row, square + x * VECTOR, 6 * VECTOR)
    for (let y: usize = 0; y < 6; y++)
      transformInput(square + y * 6 * VECTOR, VECTOR, points + y * 6 * pointBytes + channel, pointBytes)
  }
}

/** The patch from (left, top) with zeros where it reaches beyond the picture. */
function padded(picture: usize, height: i32, width: i32, channelBytes: usize, left: i32, top: i32, to: usize): void {
  memory.fill(to, 0, <usize>POINTS * channelBytes)
  const x0 = max(left, 0)
  const x1 = min(left + PATCH, width)
  const bytes = <usize>(x1 - x0) * channelBytes
  for (let y = max(top, 0); y < min(top + PATCH, height); y++)
    memory.copy(
      to + <usize>((y - top) * PATCH + x0 - left) * channelBytes,
      picture + <usize>(y * width + x0) * channelBytes,
      bytes,
    )
}

/** The transform of the patch from (left, top), which may reach beyond the picture; `patch` has room for one. */
export function transformAt(
  picture: usize,
  height: i32,
  width: i32,
  channelBytes: usize,
  left: i32,
  top: i32,
  to: usize,
  pointBytes: usize,
  patch: usize,
  square: usize,
): void {
  if (top >= 0 && left >= 0 && top + PATCH <= height && left + PATCH <= width) {
    const from = picture + <usize>(top * width + left) * channelBytes
    transformPatch(from, <usize>width * channelBytes, channelBytes, to, pointBytes, square)
  } else {
    padded(picture, height, width, channelBytes, left, top, patch)
    transformPatch(patch, <usize>PATCH * channelBytes, channelBytes, to, pointBytes, square)
  }
}

/** G·g along one direction, from three vectors to six `step` bytes apart. */
function transformTaps(g0: v128, g1: v128, g2: v128, to: usize, step: usize): void {
  const sixth = f32x4.splat(1.0 / 6.0)
  const ends = f32x4.mul(f32x4.add(g0, g2), sixth)
  const middle = f32x4.mul(g1, sixth)
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.25)))
  v128.store(to + step, f32x4.neg(f32x4.add(ends, middle)))
  v128.store(to + 2 * step, f32x4.sub(middle, ends))
  const far = f32x4.add(f32x4.mul(g0, f32x4.splat(1.0 / 24.0)), f32x4.mul(g2, sixth))
  const half = f32x4.mul(middle, f32x4.splat(0.5))
  v128.store(to + 3 * step, f32x4.add(far, half))
  v128.store(to + 4 * step, f32x4.sub(far, half))
  v128.store(to + 5 * step, g2)
}

/** G·g·Gᵀ of filters `[3, 3, inputs, outputs]` to [36][columns / 8][inputs][8], `columns` being `outputs` filled up to a multiple of 8. */
export function transformFilters(filters: usize, inputs: i32, outputs: i32, to: usize, square: usize): void {
  const columns = (outputs + 7) & ~7
  const outBytes = <usize>outputs * 4
  const tapBytes = <usize>inputs * outBytes
  const pointBytes = <usize>(inputs * columns) * 4
  for (let input: i32 = 0; input < inputs; input++) {
    for (let column: i32 = 0; column < columns; column += 4) {
      const from = filters + <usize>input * outBytes + <usize>column * 4
      const count = outputs - column
      for (let x: usize = 0; x < 3; x++) {
        const tap = from + x * tapBytes
        transformTaps(
          loadSome(tap, count),
          loadSome(tap + 3 * tapBytes, count),
          loadSome(tap + 6 * tapBytes, count),
          square + x * VECTOR,
          3 * VECTOR,
        )
      }
      const place = to + <usize>(column >> 3) * <usize>inputs * 32 + <usize>input * 32 + <usize>(column & 4) * 4
      for (let y: usize = 0; y < 6; y++) {
        const line = square + y * 3 * VECTOR
        transformTaps(
          v128.load(line),
          v128.load(line + VECTOR),
          v128.load(line + 2 * VECTOR),
          place + y * 6 * pointBytes,
          pointBytes,
        )
      }
    }
  }
}

/** Aᵀ·m along one direction, from six vectors `step` bytes apart to four `toStep` apart. */
export function transformOutput(from: usize, step: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from)
  const m1 = v128.load(from + step)
  const m2 = v128.load(from + 2 * step)
  const m3 = v128.load(from + 3 * step)
  const m4 = v128.load(from + 4 * step)
  const m5 = v128.load(from + 5 * step)
  const sum = f32x4.add(m1, m2)
  const difference = f32x4.sub(m1, m2)
  const sum2 = f32x4.add(m3, m4)
  const difference2 = f32x4.sub(m3, m4)
  v128.store(to, f32x4.add(f32x4.add(m0, sum), sum2))
  v128.store(to + toStep, f32x4.add(difference, f32x4.mul(f32x4.splat(2), difference2)))
  v128.store(to + 2 * toStep, f32x4.add(sum, f32x4.mul(f32x4.splat(4), sum2)))
  v128.store(to + 3 * toStep, f32x4.add(f32x4.add(difference, f32x4.mul(f32x4.splat(8), difference2)), m5))
}
