/** Vectors of four float32, whole and in part. */

/** Bytes. */
export const VECTOR: usize = 16

/** Four numbers, zeros for those from `count` on. */
export function loadSome(at: usize, count: i32): v128 {
  if (count >= 4) return v128.load(at)
  if (count <= 0) return f32x4.splat(0)
  let values = f32x4.replace_lane(f32x4.splat(0), 0, load<f32>(at))
  if (count > 1) values = f32x4.replace_lane(values, 1, load<f32>(at, 4))
  if (count > 2) values = f32x4.replace_lane(values, 2, load<f32>(at, 8))
  return values
}

/** The first `count` of four numbers. */
export function storeSome(at: usize, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(at, values)
    return
  }
  store<f32>(at, f32x4.extract_lane(values, 0))
  if (count > 1) store<f32>(at, f32x4.extract_lane(values, 1), 4)
  if (count > 2) store<f32>(at, f32x4.extract_lane(values, 2), 8)
}

/** The first `count` of eight numbers. */
export function storePair(to: usize, low: v128, high: v128, count: i32): void {
  storeSome(to, low, count)
  if (count > 4) storeSome(to + 16, high, count - 4)
}
