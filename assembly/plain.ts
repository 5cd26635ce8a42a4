/** Convolutions by their definition, for what Winograd's way is not for: other sizes and strides. */
import { loadSome, storePair } from './vectors'

/** Filters `[rows, columns, inputs, outputs]`, `taps` rows of `outputs` in all, to [outputs / 8][taps][8], zeros where there is no output. */
export function packFilters(filters: usize, taps: i32, outputs: i32, to: usize): void {
  for (let output: i32 = 0; output < outputs; output += 8) {
    for (let tap: i32 = 0; tap < taps; tap++, to += 32) {
      const from = filters + <usize>(tap * outputs + output) * 4
      const count = outputs - output
      v128.store(to, loadSome(from, count))
      v128.store(to, loadSome(from + 16, count - 4), 16)
    }
  }
}

/** The pixel of a line, or zeros where the line has none. */
function pixelAt(line: usize, x: i32, width: i32, channelBytes: usize, zeros: usize): usize {
  return x >= 0 && x < width ? line + <usize>x * channelBytes : zeros
}

/**
 * Any other convolution by its definition: rows [first, last) of the results of a batch, numbered picture by picture. `filters` are
 * packFilters(…)'s; `top` and `left` rows and columns of zeros lie before the picture, as many as it takes behind it; `zeros`: one pixel of
 * zeros. Four results and eight channels at a time.
 */
export function convolvePlainly(
  input: usize,
  height: i32,
  width: i32,
  inputs: i32,
  filters: usize,
  filterRows: i32,
  filterColumns: i32,
  bias: usize,
  outputs: i32,
  output: usize,
  outHeight: i32,
  outWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
  lowest: f32,
  zeros: usize,
  first: i32,
  last: i32,
): void {
  const inBytes = <usize>inputs * 4
  const outBytes = <usize>outputs * 4
  const lineBytes = <usize>width * inBytes
  const tapBytes = <usize>inputs * 32
  const least = f32x4.splat(lowest)
  for (let row = first; row < last; row++) {
    const picture = input + <usize>((row / outHeight) * height) * lineBytes
    const y0 = (row % outHeight) * stride - top
    for (let channel: i32 = 0; channel < outputs; channel += 8) {
      const count = outputs - channel
      const shift0 = loadSome(bias + <usize>channel * 4, count)
      const shift1 = loadSome(bias + <usize>channel * 4 + 16, count - 4)
      const block = filters + <usize>(channel >> 3) * <usize>(filterRows * filterColumns) * tapBytes
      for (let x: i32 = 0; x < outWidth; x += 4) {
        let a0 = shift0
        let a1 = shift1
        let b0 = shift0
        let b1 = shift1
        let c0 = shift0
        let c1 = shift1
        let d0 = shift0
        let d1 = shift1
        let f = block
        const at = x * stride - left
        // A filter's row is one stretch of a line, unless the line ends on the way.
        const inside = at >= 0 && at + 3 * stride + filterColumns <= width
        const steps = inside ? 1 : filterColumns
        const stepBytes = inside ? <usize>filterColumns * tapBytes : tapBytes
        for (let tapY: i32 = 0; tapY < filterRows; tapY++) {
          const y = y0 + tapY
          if (y < 0 || y >= height) {
            f += <usize>filterColumns * tapBytes
            continue
          }
          const line = picture + <usize>y * lineBytes
          for (let step: i32 = 0; step < steps; step++) {
            let a = pixelAt(line, at + step, width, inBytes, zeros)
            let b = pixelAt(line, at + step + stride, width, inBytes, zeros)
            let c = pixelAt(line, at + step + 2 * stride, width, inBytes, zeros)
            let d = pixelAt(line, at + step + 3 * stride, width, inBytes, zeros)
            const end = f + stepBytes
            while (f < end) {
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
          }
        }
        const to = output + <usize>(row * outWidth + x) * outBytes + <usize>channel * 4
        storePair(to, f32x4.max(a0, least), f32x4.max(a1, least), count)
        if (x + 1 < outWidth) storePair(to + outBytes, f32x4.max(b0, least), f32x4.max(b1, least), count)
        if (x + 2 < outWidth) storePair(to + 2 * outBytes, f32x4.max(c0, least), f32x4.max(c1, least), count)
        if (x + 3 < outWidth) storePair(to + 3 * outBytes, f32x4.max(d0, least), f32x4.max(d1, least), count)
      }
    }
  }
}
