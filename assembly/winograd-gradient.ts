/** The gradient of a 3×3 convolution by its filters: the way back of winograd.ts, so at a quarter of the multiplications, too. */
import { VECTOR } from './vectors'
import { POINTS, TILE, transformAt } from './winograd-transforms'

/** A·y along one direction, from four vectors to six `step` bytes apart: the way back of `transformOutput`. */
function spreadOutput(y0: v128, y1: v128, y2: v128, y3: v128, to: usize, step: usize): void {
  const two = f32x4.splat(2)
  const four = f32x4.splat(4)
  const even = f32x4.add(y0, y2)
  const odd = f32x4.add(y1, y3)
  v128.store(to, y0)
  v128.store(to + step, f32x4.add(even, odd))
  v128.store(to + 2 * step, f32x4.sub(even, odd))
  const evens = f32x4.add(y0, f32x4.mul(four, y2))
  const odds = f32x4.mul(two, f32x4.add(y1, f32x4.mul(four, y3)))
  v128.store(to + 3 * step, f32x4.add(evens, odds))
  v128.store(to + 4 * step, f32x4.sub(evens, odds))
  v128.store(to + 5 * step, y3)
}

/** A·y·Aᵀ of one tile of which `rows` × `columns` results lie in the picture, whose rows are `row` bytes apart; the others are 0. */
function spreadTile(
  tile: usize,
  row: usize,
  rows: i32,
  columns: i32,
  channelBytes: usize,
  to: usize,
  pointBytes: usize,
  square: usize,
): void {
  const zero = f32x4.splat(0)
  for (let channel: usize = 0; channel < channelBytes; channel += VECTOR) {
    for (let x: i32 = 0; x < TILE; x++) {
      const at = tile + <usize>x * channelBytes + channel
      const inside = x < columns
      let y0 = zero
      let y1 = zero
      let y2 = zero
      let y3 = zero
      if (inside) {
        y0 = v128.load(at)
        if (rows > 1) y1 = v128.load(at + row)
        if (rows > 2) y2 = v128.load(at + 2 * row)
        if (rows > 3) y3 = v128.load(at + 3 * row)
      }
      spreadOutput(y0, y1, y2, y3, square + <usize>x * VECTOR, 4 * VECTOR)
    }
    for (let y: usize = 0; y < 6; y++) {
      const line = square + y * 4 * VECTOR
      spreadOutput(
        v128.load(line),
        v128.load(line, 16),
        v128.load(line, 32),
        v128.load(line, 48),
        to + y * 6 * pointBytes + channel,
        pointBytes,
      )
    }
  }
}

/** Adds pointsᵀ·products at one point to sums [inputs][outputs], four rows and eight columns at a time. */
function multiplyTransposed(
  points: usize,
  tiles: i32,
  inBytes: usize,
  products: usize,
  outBytes: usize,
  sums: usize,
): void {
  for (let column: usize = 0; column < outBytes; column += 32) {
    for (let input: usize = 0; input < inBytes; input += 16) {
      let a = points + input
      let f = products + column
      const s0 = sums + (input >> 2) * outBytes + column
      const s1 = s0 + outBytes
      const s2 = s1 + outBytes
      const s3 = s2 + outBytes
      let a0 = v128.load(s0)
      let a1 = v128.load(s0, 16)
      let b0 = v128.load(s1)
      let b1 = v128.load(s1, 16)
      let c0 = v128.load(s2)
      let c1 = v128.load(s2, 16)
      let d0 = v128.load(s3)
      let d1 = v128.load(s3, 16)
      for (let tile = 0; tile < tiles; tile++) {
        const f0 = v128.load(f)
        const f1 = v128.load(f, 16)
        let value = v128.load_splat<f32>(a)
        a0 = f32x4.add(a0, f32x4.mul(value, f0))
        a1 = f32x4.add(a1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(a, 4)
        b0 = f32x4.add(b0, f32x4.mul(value, f0))
        b1 = f32x4.add(b1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(a, 8)
        c0 = f32x4.add(c0, f32x4.mul(value, f0))
        c1 = f32x4.add(c1, f32x4.mul(value, f1))
        value = v128.load_splat<f32>(a, 12)
        d0 = f32x4.add(d0, f32x4.mul(value, f0))
        d1 = f32x4.add(d1, f32x4.mul(value, f1))
        a += inBytes
        f += outBytes
      }
      v128.store(s0, a0)
      v128.store(s0, a1, 16)
      v128.store(s1, b0)
      v128.store(s1, b1, 16)
      v128.store(s2, c0)
      v128.store(s2, c1, 16)
      v128.store(s3, d0)
      v128.store(s3, d1, 16)
    }
  }
}

/** Gᵀ·u along one direction, from six vectors `step` bytes apart to three `toStep` apart: the way back of `transformTaps`. */
function gatherTaps(from: usize, step: usize, to: usize, toStep: usize): void {
  const u1 = v128.load(from + step)
  const u2 = v128.load(from + 2 * step)
  const u3 = v128.load(from + 3 * step)
  const u4 = v128.load(from + 4 * step)
  const sixth = f32x4.splat(1.0 / 6.0)
  const near = f32x4.mul(f32x4.add(u1, u2), sixth)
  const far = f32x4.mul(f32x4.add(u3, u4), sixth)
  const odd = f32x4.add(f32x4.sub(u2, u1), f32x4.mul(f32x4.splat(0.5), f32x4.sub(u3, u4)))
  const quarter = f32x4.splat(0.25)
  v128.store(to, f32x4.sub(f32x4.mul(quarter, f32x4.add(v128.load(from), far)), near))
  v128.store(to + toStep, f32x4.mul(sixth, odd))
  v128.store(to + 2 * toStep, f32x4.add(f32x4.sub(far, near), v128.load(from + 5 * step)))
}

/**
 * What tiles [first, last) of a batch add to the gradient of a convolution by its filters, as `sums` [36][inputs][outputs], which it fills; from the
 * convolution's input and the gradient by its output, both `[.., height, width, ..]`. `inputs` is a multiple of 4, `outputs` of 8. It is the way
 * back of `convolve`, so it takes a quarter of the multiplications, too; tiles, `scratch` and `block` as there.
 */
export function sumGradient(
  input: usize,
  height: i32,
  width: i32,
  inputs: i32,
  gradient: usize,
  outputs: i32,
  sums: usize,
  scratch: usize,
  block: i32,
  first: i32,
  last: i32,
): void {
  const inBytes = <usize>inputs * 4
  const outBytes = <usize>outputs * 4
  const across = (width + TILE - 1) / TILE
  const down = (height + TILE - 1) / TILE
  const each = across * down
  const square = scratch
  const patch = square + <usize>POINTS * VECTOR
  const points = patch + <usize>POINTS * inBytes
  const products = points + <usize>(POINTS * block) * inBytes
  const pointBytes = <usize>block * inBytes
  const productBytes = <usize>block * outBytes
  const sumBytes = inBytes * <usize>outputs
  memory.fill(sums, 0, <usize>POINTS * sumBytes)
  for (let begin = first; begin < last; begin += block) {
    const end = min(begin + block, last)
    for (let tile = begin; tile < end; tile++) {
      const inside = tile % each
      const pixels = <usize>(tile / each) * <usize>(height * width)
      const top = (inside / across) * TILE
      const left = (inside % across) * TILE
      transformAt(
        input + pixels * inBytes,
        height,
        width,
        inBytes,
        left - 1,
        top - 1,
        points + <usize>(tile - begin) * inBytes,
        pointBytes,
        patch,
        square,
      )
      spreadTile(
        gradient + (pixels + <usize>(top * width + left)) * outBytes,
        <usize>width * outBytes,
        min(height - top, TILE),
        min(width - left, TILE),
        outBytes,
        products + <usize>(tile - begin) * outBytes,
        productBytes,
        square,
      )
    }
    for (let point: usize = 0; point < <usize>POINTS; point++)
      multiplyTransposed(
        points + point * pointBytes,
        end - begin,
        inBytes,
        products + point * productBytes,
        outBytes,
        sums + point * sumBytes,
      )
  }
}

/**
 * The gradient `[3, 3, inputs, outputs]` by the filters from `parts` sums of `sumGradient`, one behind the other; the first takes the others in.
 * `square`: 18 vectors.
 */
export function gatherGradient(sums: usize, parts: i32, inputs: i32, outputs: i32, output: usize, square: usize): void {
  const sumBytes = <usize>inputs * 4 * <usize>outputs
  const partBytes = <usize>POINTS * sumBytes
  for (let part: usize = 1; part < <usize>parts; part++)
    for (let at = sums; at < sums + partBytes; at += VECTOR)
      v128.store(at, f32x4.add(v128.load(at), v128.load(at + part * partBytes)))
  for (let channel: usize = 0; channel < sumBytes; channel += VECTOR) {
    for (let x: usize = 0; x < 6; x++)
      gatherTaps(sums + x * sumBytes + channel, 6 * sumBytes, square + x * VECTOR, 6 * VECTOR)
    for (let y: usize = 0; y < 3; y++)
      gatherTaps(square + y * 6 * VECTOR, VECTOR, output + y * 3 * sumBytes + channel, sumBytes)
  }
}
