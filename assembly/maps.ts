/** What networks do to maps between convolutions. Each function does rows [first, last) of its result, so that threads can share it. */
import { loadSome, storeSome } from './vectors'

/** Each pixel `factor` times along both sides; rows are numbered picture by picture, `channels` is a multiple of 4. */
export function repeatPixels(
  input: usize,
  width: i32,
  channels: i32,
  factor: i32,
  output: usize,
  first: i32,
  last: i32,
): void {
  const pixel = <usize>channels * 4
  const lineBytes = <usize>(width * factor) * pixel
  for (let row = first; row < last; row++) {
    let to = output + <usize>row * lineBytes
    if (row > first && row % factor !== 0) {
      memory.copy(to, to - lineBytes, lineBytes)
      continue
    }
    let from = input + <usize>(row / factor) * <usize>width * pixel
    for (let x = 0; x < width; x++, from += pixel)
      for (let time = 0; time < factor; time++)
        for (let at: usize = 0; at < pixel; at += 16, to += 16) v128.store(to, v128.load(from + at))
  }
}

/**
 * Bilinear, both sides doubled, with pixels' centres where they are in a picture: a result lies a quarter of a pixel beside the input's. Three
 * channels; `width` and `height` are the input's.
 */
export function doubleColours(input: usize, height: i32, width: i32, output: usize, first: i32, last: i32): void {
  const lineBytes = <usize>width * 12
  const near = f32x4.splat(0.75)
  const far = f32x4.splat(0.25)
  for (let row = first; row < last; row++) {
    const picture = row / (2 * height)
    const y = row - picture * 2 * height
    const line = y >> 1
    const beside = min(max(line + (y & 1 ? 1 : -1), 0), height - 1)
    const nearLine = input + <usize>(picture * height + line) * lineBytes
    const farLine = input + <usize>(picture * height + beside) * lineBytes
    let to = output + <usize>row * 2 * lineBytes
    let here = blend(nearLine, farLine, near, far, 0, width)
    let before = here
    for (let x = 0; x < width; x++, to += 24) {
      const after = x + 1 < width ? blend(nearLine, farLine, near, far, x + 1, width) : here
      const own = f32x4.mul(here, near)
      // The fourth number of each is written over by what comes behind it.
      v128.store(to, f32x4.add(own, f32x4.mul(before, far)))
      const second = f32x4.add(own, f32x4.mul(after, far))
      if (x + 1 < width) v128.store(to, second, 12)
      else storeSome(to + 12, second, 3)
      before = here
      here = after
    }
  }
}

/** One pixel between two lines; of the last one nothing behind it is read. */
function blend(nearLine: usize, farLine: usize, near: v128, far: v128, x: i32, width: i32): v128 {
  const at = <usize>x * 12
  if (x + 1 < width)
    return f32x4.add(f32x4.mul(v128.load(nearLine + at), near), f32x4.mul(v128.load(farLine + at), far))
  return f32x4.add(f32x4.mul(loadSome(nearLine + at, 3), near), f32x4.mul(loadSome(farLine + at, 3), far))
}

/** The largest of each 2×2 pixels; a last odd row or column is left out. `channels` is a multiple of 4. */
export function poolPairs(
  input: usize,
  height: i32,
  width: i32,
  channels: i32,
  output: usize,
  first: i32,
  last: i32,
): void {
  const pixel = <usize>channels * 4
  const lineBytes = <usize>width * pixel
  const outHeight = height >> 1
  const outWidth = width >> 1
  for (let row = first; row < last; row++) {
    let from = input + <usize>((row / outHeight) * height + 2 * (row % outHeight)) * lineBytes
    let to = output + <usize>(row * outWidth) * pixel
    for (let x = 0; x < outWidth; x++, from += pixel)
      for (const end = from + pixel; from < end; from += 16, to += 16) {
        const upper = f32x4.pmax(v128.load(from), v128.load(from + pixel))
        const lower = f32x4.pmax(v128.load(from + lineBytes), v128.load(from + lineBytes + pixel))
        v128.store(to, f32x4.pmax(upper, lower))
      }
  }
}

/** Sums of a row of `length` numbers in each of two; `length` is a multiple of 4. */
export function addRows(left: usize, right: usize, length: i32, output: usize, first: i32, last: i32): void {
  const end = <usize>last * <usize>length * 4
  for (let at = <usize>first * <usize>length * 4; at < end; at += 16)
    v128.store(output + at, f32x4.add(v128.load(left + at), v128.load(right + at)))
}

/**
 * Each of `left`'s numbers with each of `right`'s `length` numbers, the larger or, with `least`, the smaller: a row of the result for one of
 * `left`'s, of which `count` meet the same ones of `right`.
 */
export function extremes(
  left: usize,
  count: i32,
  right: usize,
  length: i32,
  least: i32,
  output: usize,
  first: i32,
  last: i32,
): void {
  for (let row = first; row < last; row++) {
    const value = f32x4.splat(load<f32>(left + <usize>row * 4))
    const from = right + <usize>((row / count) * length) * 4
    const to = output + <usize>row * <usize>length * 4
    for (let at: i32 = 0; at < length; at += 4) {
      const others = loadSome(from + <usize>at * 4, length - at)
      storeSome(to + <usize>at * 4, least ? f32x4.min(value, others) : f32x4.max(value, others), length - at)
    }
  }
}

/** Rows of `bytes` bytes; steps from one row to the next are bytes, too, and may lead back. */
export function copyRows(
  input: usize,
  inStep: isize,
  bytes: usize,
  output: usize,
  outStep: isize,
  first: i32,
  last: i32,
): void {
  let from = input + <usize>(<isize>first * inStep)
  let to = output + <usize>(<isize>first * outStep)
  for (let row = first; row < last; row++) {
    memory.copy(to, from, bytes)
    from += <usize>inStep
    to += <usize>outStep
  }
}
