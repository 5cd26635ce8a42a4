/** Whether our convolution is faster than TensorFlow.js's on this adapter: both are run, as nobody can know it of every adapter. */
import * as tf from '@tensorflow/tfjs-core'
import { convolve, prepareFilter } from '../../../networks/own-kernels.ts'
import { registerConvolution, withdrawConvolution } from './convolution.ts'

/** Our kernel is used from so many times the speed of tfjs's on. */
export const WORTHWHILE = 1.3
/** Results that an invocation has in a row: more of them read less and take more registers. */
const RUNS = [8, 4]
/** Largest difference of results, as a share of the largest one. */
const TOLERANCE = 1e-5
/** ms that a measurement lasts, beside the way there and back; a GPU is done with one pass too soon. */
const LONG_ENOUGH = 8
const MOST_PASSES = 32
const REPEATS = 3
/** MB-FCN's most frequent kind of layer, at the size of a tile on a GPU, and smaller for a software adapter. */
const CHANNELS = 64
const SIZES = { hardware: [64, 96], software: [8, 24] } as const

/**
 * Makes ours the kernel for 3×3 on the current backend, which is webgpu, where it computes the same and is faster by WORTHWHILE. Returns how many
 * times as fast it is; null where it fails or computes otherwise.
 */
export async function chooseConvolution(device: GPUDevice, software: boolean): Promise<number | null> {
  withdrawConvolution()
  const [height, width] = SIZES[software ? 'software' : 'hardware']
  const normal = (shape: [number, number, number, number], seed: number) =>
    tf.randomNormal(shape, 0, 1, 'float32', seed) as tf.Tensor4D
  const x = normal([1, height, width, CHANNELS], 1)
  const filter = normal([3, 3, CHANNELS, CHANNELS], 2)
  const bias = tf.zeros([CHANNELS]) as tf.Tensor1D
  const pass = (prepared: tf.Tensor | null) => () =>
    convolve(x, filter, prepared, bias, { stride: 1, pad: 'same', relu: true })
  try {
    const theirs = pass(null)
    const wanted = await valuesOf(theirs())
    const back = await timeOf(() => tf.clone(bias), 1)
    let passes = 1
    let slowest = await timeOf(theirs, passes)
    while (slowest - back < LONG_ENOUGH && passes < MOST_PASSES) {
      passes *= 2
      slowest = await timeOf(theirs, passes)
    }
    let best = { run: 0, time: Number.POSITIVE_INFINITY }
    for (const run of software ? RUNS.slice(0, 1) : RUNS) {
      const time = await guarded(device, () => timeOfOurs(run, filter, pass, wanted, passes))
      if (time !== null && time < best.time) best = { run, time }
    }
    if (best.run === 0) return null
    const gain = (slowest - back) / Math.max(best.time - back, 0.01)
    if (gain >= WORTHWHILE) registerConvolution(best.run)
    return gain
  } finally {
    tf.dispose([x, filter, bias])
  }
}

/** ms, or null where it computes otherwise than `wanted`. */
async function timeOfOurs(
  run: number,
  filter: tf.Tensor4D,
  pass: (prepared: tf.Tensor | null) => () => tf.Tensor,
  wanted: Float32Array,
  passes: number,
): Promise<number | null> {
  registerConvolution(run)
  const prepared = prepareFilter(filter, 1)
  try {
    const got = await valuesOf(pass(prepared)())
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const same = wanted.every((value, at) => Math.abs(value - (got[at] ?? Number.NaN)) <= TOLERANCE * largest)
    return same ? await timeOf(pass(prepared), passes) : null
  } finally {
    prepared?.dispose()
    withdrawConvolution()
  }
}

/** What `work` gives, or null where the device or the work itself refuses. */
async function guarded<Result>(device: GPUDevice, work: () => Promise<Result>): Promise<Result | null> {
  const kinds = ['validation', 'internal', 'out-of-memory'] as const
  for (const kind of kinds) device.pushErrorScope(kind)
  const result = await work().catch(() => null)
  const errors = await Promise.all(kinds.map(() => device.popErrorScope()))
  return errors.some((error) => error !== null) ? null : result
}

/** ms of so many passes and the way of one number back, the best of several measurements. */
async function timeOf(pass: () => tf.Tensor, passes: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now()
    for (let earlier = 1; earlier < passes; earlier++) pass().dispose()
    const last = tf.tidy(() => tf.slice(tf.reshape(pass(), [-1]), [0], [1]))
    await last.data()
    last.dispose()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array
  tensor.dispose()
  return values
}
