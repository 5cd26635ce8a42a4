/**
 * 3×3 convolutions of stride 1 by Winograd's minimal filtering F(4×4, 3×3): 36 multiplications for 16 results instead of 144.
 * Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016), whose matrices these are.
 *
 * A picture is cut into tiles of 4×4 results, each from a patch of 6×6 inputs. For a block of tiles: patches are transformed, `points`
 * [36][tiles][in]; at each of the 36 points that is multiplied with the transformed filters (`transformFilters`) to `products`
 * [36][tiles][out]; these are transformed back.
 */
import { loadSome, storeSome, VECTOR } from './vectors'
import { POINTS, TILE, transformAt, transformOutput } from './winograd-transforms'

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
        const f0 = v128.load(f)
        const f1 = v128.load(f, 16)
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
        a += 4
        b += 4
        c += 4
        d += 4
        f += 32
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
