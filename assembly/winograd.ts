/**
 * 3×3 convolutions of stride 1 by Winograd's minimal filtering F(4×4, 3×3): 36 multiplications for 16 results instead of 144.
 * Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016), whose matrices these are.
 *
 * A picture is cut into tiles of 4×4 results, each from a patch of 6×6 inputs. For a block of tiles: patches are transformed, `points`
 * [36][tiles][in]; at each of the 36 points that is multiplied with the transformed filters (`transformFilters`) to `products`
 * [36][tiles][out]; these are transformed back.
 */
import { loadSome, storeSome, VECTOR } from './vectors'

/** Along each side: of results, and of inputs. */
export const TILE: i32 = 4
export const PATCH: i32 = 6
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

/** Four rows of `points` times the filters at one point, four rows and eight columns at a time. All counts in bytes but `columns`. */
function multiply(points: usize, tiles: i32, inBytes: usize, filters: usize, columns: i32, products: usize): void {
  const outBytes = <usize>columns * 4
  for (let column: usize = 0; column < outBytes; column += 32) {
    const filter = filters + (column >> 5) * (inBytes << 3)
    for (let tile = 0; tile < tiles; tile += 4) {
      let a = points + <usize>tile * inBytes
      let b = a + inBytes
      let c = b + inBytes
      let d = c + inBytes
      let f = filter
      const end = a + inBytes
      let a0 = f32x4.splat(0)
      let a1 = f32x4.splat(0)
      let b0 = f32x4.splat(0)
      let b1 = f32x4.splat(0)
      let c0 = f32x4.splat(0)
      let c1 = f32x4.splat(0)
      let d0 = f32x4.splat(0)
      let d1 = f32x4.splat(0)
      while (a < end) {
        let f0 = v128.load(f)
        let f1 = v128.load(f, 16)
        let value = v128.load_splat<f32>(a)
        a0 = f32x4.add(a0, f32x4.mul(value, f0))
        a1 = f32x4.add(a1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(b)
        b0 = f32x4.add(b0, f32x4.mul(value, f0))
        b1 = f32x4.add(b1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(c)
        c0 = f32x4.add(c0, f32x4.mul(value, f0))
        c1 = f32x4.add(c1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(d)
        d0 = f32x4.add(d0, f32x4.mul(value, f0))
        d1 = f32x4.add(d1, f32x4.mul(value, f1))
        f0 = v128.load(f, 32)
        f1 = v128.load(f, 48)
        value = v128.load_splat<f32>(a, 4)
        a0 = f32x4.add(a0, f32x4.mul(value, f0))
        a1 = f32x4.add(a1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(b, 4)
        b0 = f32x4.add(b0, f32x4.mul(value, f0))
        b1 = f32x4.add(b1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(c, 4)
        c0 = f32x4.add(c0, f32x4.mul(value, f0))
        c1 = f32x4.add(c1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(d, 4)
        d0 = f32x4.add(d0, f32x4.mul(value, f0))
        d1 = f32x4.add(d1, f32x4.mul(value, f1))
        a += 8
        b += 8
        c += 8
        d += 8
        f += 64
      }
      let to = products + <usize>tile * outBytes + column
      v128.store(to, a0)
      v128.store(to, a1, 16)
      to += outBytes
      v128.store(to, b0)
      v128.store(to, b1, 16)
      to += outBytes
      v128.store(to, c0)
      v128.store(to, c1, 16)
      to += outBytes
      v128.store(to, d0)
      v128.store(to, d1, 16)
    }
  }
}

/** Aᵀ·m along one direction, from six vectors `step` bytes apart to four `toStep` apart. */
function transformOutput(from: usize, step: usize, to: usize, toStep: usize): void {
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

/**
 * Aᵀ·m·A of one tile, bias, what is added and activation; of the tile only `rows` × `columns` results lie in the picture, whose rows are `row`
 * bytes apart. `skip`: what is added, in the shape of the result; 0 for nothing.
 */
function transformTile(
  products: usize,
  pointBytes: usize,
  outputs: i32,
  bias: usize,
  skip: usize,
  lowest: f32,
  to: usize,
  row: usize,
  rows: i32,
  columns: i32,
  square: usize,
): void {
  const least = f32x4.splat(lowest)
  const pixel = <usize>outputs * 4
  for (let channel: i32 = 0; channel < outputs; channel += 4) {
    const offset = <usize>channel * 4
    for (let x: usize = 0; x < 6; x++)
      transformOutput(products + x * pointBytes + offset, 6 * pointBytes, square + x * VECTOR, 6 * VECTOR)
    const shift = loadSome(bias + offset, outputs - channel)
    for (let y: i32 = 0; y < rows; y++) {
      // A row of the square is read before it is written over.
      const line = square + <usize>y * 6 * VECTOR
      transformOutput(line, VECTOR, line, VECTOR)
      const start = <usize>y * row + offset
      let at = to + start
      let other = skip + start
      for (let x: i32 = 0; x < columns; x++, at += pixel, other += pixel) {
        let value = f32x4.add(v128.load(line + <usize>x * VECTOR), shift)
        if (skip) value = f32x4.add(value, loadSome(other, outputs - channel))
        storeSome(at, f32x4.max(value, least), outputs - channel)
      }
    }
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
        let g0 = f32x4.splat(0)
        let g1 = f32x4.splat(0)
        let g2 = f32x4.splat(0)
        if (count > 0) {
          g0 = loadSome(tap, count)
          g1 = loadSome(tap + 3 * tapBytes, count)
          g2 = loadSome(tap + 6 * tapBytes, count)
        }
        transformTaps(g0, g1, g2, square + x * VECTOR, 3 * VECTOR)
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

/**
 * Tiles [first, last) of a batch of pictures `[.., height, width, inputs]`, numbered picture by picture, row by row; `inputs` is a multiple
 * of 4. `skip`, in the shape of the result, is added unless it is 0; then results below `lowest` become `lowest`. `scratch`: scratchBytes(…) bytes, aligned to 16; `block`: tiles at a time, a multiple of 4.
 */
export function convolve(
  input: usize,
  height: i32,
  width: i32,
  inputs: i32,
  filters: usize,
  bias: usize,
  skip: usize,
  outputs: i32,
  output: usize,
  lowest: f32,
  scratch: usize,
  block: i32,
  first: i32,
  last: i32,
): void {
  const inBytes = <usize>inputs * 4
  const outBytes = <usize>outputs * 4
  const columns = (outputs + 7) & ~7
  const across = (width + TILE - 1) / TILE
  const down = (height + TILE - 1) / TILE
  const each = across * down
  const square = scratch
  const patch = square + <usize>POINTS * VECTOR
  const points = patch + <usize>POINTS * inBytes
  const products = points + <usize>(POINTS * block) * inBytes
  const pointBytes = <usize>block * inBytes
  const productBytes = <usize>(block * columns) * 4
  for (let begin = first; begin < last; begin += block) {
    const end = min(begin + block, last)
    for (let tile = begin; tile < end; tile++) {
      const inside = tile % each
      const picture = input + <usize>(tile / each) * <usize>(height * width) * inBytes
      const top = (inside / across) * TILE - 1
      const left = (inside % across) * TILE - 1
      const to = points + <usize>(tile - begin) * inBytes
      transformAt(picture, height, width, inBytes, left, top, to, pointBytes, patch, square)
    }
    const tiles = (end - begin + 3) & ~3
    for (let point: usize = 0; point < <usize>POINTS; point++)
      multiply(
        points + point * pointBytes,
        tiles,
        inBytes,
        filters + point * inBytes * <usize>columns,
        columns,
        products + point * productBytes,
      )
    for (let tile = begin; tile < end; tile++) {
      const inside = tile % each
      const top = (inside / across) * TILE
      const left = (inside % across) * TILE
      const place = (<usize>(tile / each) * <usize>(height * width) + <usize>(top * width + left)) * outBytes
      transformTile(
        products + <usize>((tile - begin) * columns) * 4,
        productBytes,
        outputs,
        bias,
        skip ? skip + place : 0,
        lowest,
        output + place,
        <usize>width * outBytes,
        min(height - top, TILE),
        min(width - left, TILE),
        square,
      )
    }
  }
}

/** Bytes that `convolve` needs beside its tensors. */
export function scratchBytes(inputs: i32, outputs: i32, block: i32): i32 {
  return 4 * POINTS * (4 + inputs + block * (inputs + ((outputs + 7) & ~7)))
}
