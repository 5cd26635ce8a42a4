/** What tfjs itself reaches at best on the current backend, and how a pass is timed. */
import * as tf from '@tensorflow/tfjs-core'

const RUNS = 7

/** ms that one pass may take: larger ones would show no more of a backend that needs that long, and keep a person waiting. */
const LONG = 50

/**
 * GFLOP/s of the fastest of: square matrix products of growing size, and 3×3 convolutions from 64 to 64 channels.
 * @throws the signal's reason
 */
export async function bestOfTensors(signal?: AbortSignal): Promise<number> {
  const product = async (side: number) => {
    const a = tf.randomUniform([side, side], -1, 1) as tf.Tensor2D
    const milliseconds = await medianTime(() => [tf.matMul(a, a)], signal)
    a.dispose()
    return { operations: 2 * side ** 3, milliseconds }
  }
  const channels = 64
  const convolution = async (side: number) => {
    const x = tf.randomUniform([1, side, side, channels], -1, 1) as tf.Tensor4D
    const filter = tf.randomUniform([3, 3, channels, channels], -1, 1) as tf.Tensor4D
    // The fused one is TensorFlow.js's own everywhere; wasm's plain one is not (kernels/winograd.ts).
    const milliseconds = await medianTime(() => [tf.fused.conv2d({ x, filter, strides: 1, pad: 'same' })], signal)
    tf.dispose([x, filter])
    return { operations: 2 * 9 * channels ** 2 * side ** 2, milliseconds }
  }
  return Math.max(await growing([128, 256, 512, 1024, 2048], 3, product), await growing([32, 96, 288], 2, convolution))
}

/** The best rate of growing sizes, whose work grows with this power, until the next one would take long. */
async function growing(
  sizes: readonly number[],
  power: number,
  measure: (size: number) => Promise<{ operations: number; milliseconds: number }>,
): Promise<number> {
  let best = 0
  for (const [at, size] of sizes.entries()) {
    const { operations, milliseconds } = await measure(size)
    best = Math.max(best, operations / milliseconds / 1e6)
    const next = sizes[at + 1] ?? size
    if (milliseconds * (next / size) ** power > LONG) break
  }
  return best
}

/** GB/s of a copy by tfjs, read and written bytes together. @throws the signal's reason */
export async function copyOfTensors(bytes: number, signal?: AbortSignal): Promise<number> {
  const half = tf.zeros([bytes / 8]) as tf.Tensor1D
  // Joining two is memory copied on every backend; a clone copies nothing.
  const milliseconds = await medianTime(() => [tf.concat1d([half, half])], signal)
  half.dispose()
  return (2 * bytes) / milliseconds / 1e6
}

/** Median of seven passes in ms; the first pass, which compiles, does not count. Disposes what `run` returns. */
export async function medianTime(run: () => tf.Tensor[], signal?: AbortSignal): Promise<number> {
  const times: number[] = []
  for (let index = 0; index <= RUNS; index++) {
    signal?.throwIfAborted()
    const start = performance.now()
    const outputs = run()
    await settle(outputs.at(-1) as tf.Tensor)
    if (index > 0) times.push(performance.now() - start)
    tf.dispose(outputs)
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] as number
}

/** Waits until a tensor is computed: until its first value is on the CPU. */
export async function settle(tensor: tf.Tensor): Promise<void> {
  const probe = tf.tidy(() => tf.slice(tf.reshape(tensor, [-1]), 0, 1))
  await probe.data()
  probe.dispose()
}
