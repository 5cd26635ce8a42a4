/** What a training does to its weights after each step, number by number. */
import { loadSome, storeSome } from './vectors'

/** One step of Adam, in the order of its paper: src/training/adam.ts. `rate` is already over the first moment's correction. */
export function adamStep(
  variable: usize,
  first: usize,
  second: usize,
  gradient: usize,
  count: i32,
  beta1: f32,
  other1: f32,
  beta2: f32,
  other2: f32,
  correction2: f32,
  rate: f32,
  epsilon: f32,
  toVariable: usize,
  toFirst: usize,
  toSecond: usize,
): void {
  const keep1 = f32x4.splat(beta1)
  const new1 = f32x4.splat(other1)
  const keep2 = f32x4.splat(beta2)
  const new2 = f32x4.splat(other2)
  const correction = f32x4.splat(correction2)
  const length = f32x4.splat(rate)
  const least = f32x4.splat(epsilon)
  for (let done: i32 = 0; done < count; done += 4) {
    const at = <usize>done * 4
    const rest = count - done
    const g = loadSome(gradient + at, rest)
    const m = f32x4.add(f32x4.mul(loadSome(first + at, rest), keep1), f32x4.mul(g, new1))
    const v = f32x4.add(f32x4.mul(loadSome(second + at, rest), keep2), f32x4.mul(f32x4.mul(g, g), new2))
    const scale = f32x4.add(f32x4.sqrt(f32x4.div(v, correction)), least)
    const moved = f32x4.sub(loadSome(variable + at, rest), f32x4.div(f32x4.mul(m, length), scale))
    storeSome(toVariable + at, moved, rest)
    storeSome(toFirst + at, m, rest)
    storeSome(toSecond + at, v, rest)
  }
}

/** a·x + b·y. */
export function mix(x: usize, y: usize, count: i32, a: f32, b: f32, output: usize): void {
  const ofX = f32x4.splat(a)
  const ofY = f32x4.splat(b)
  for (let done: i32 = 0; done < count; done += 4) {
    const at = <usize>done * 4
    const rest = count - done
    const sum = f32x4.add(f32x4.mul(loadSome(x + at, rest), ofX), f32x4.mul(loadSome(y + at, rest), ofY))
    storeSome(output + at, sum, rest)
  }
}
