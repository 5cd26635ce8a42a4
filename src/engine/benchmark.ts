/** Measures the prepared networks and the best that the backend can do: GFLOP/s are 2 × multiply-adds / time. */
import * as tf from '@tensorflow/tfjs-core'
import type { Detector } from '../detection/detect.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { NetworkName } from '../networks/preset.ts'
import { type LoadedPreset, MEASURED_SIDE } from './load-preset.ts'
import type { BenchmarkReport, Call, EngineInfo, NetworkSpeed } from './protocol.ts'

const RUNS = 7

/** @throws the signal's reason */
export async function measure(
  { cost, mbfcn, generator, discriminator }: LoadedPreset,
  { preset, shapes }: Detector,
  info: EngineInfo,
  { signal }: Call,
): Promise<BenchmarkReport> {
  const { low, high } = preset.patch
  const passes: [NetworkName, FoldedNetwork | null, [number, number, number, number]][] = [
    ['mbfcn', mbfcn, [1, MEASURED_SIDE, MEASURED_SIDE, 3]],
    ['generator', generator, [shapes.batch, low, low, 3]],
    ['discriminator', discriminator, [shapes.batch, high, high, 3]],
  ]
  const networks: NetworkSpeed[] = []
  for (const [network, folded, shape] of passes) {
    if (!folded) continue
    const input = tf.randomUniform(shape, -1, 1) as tf.Tensor4D
    const milliseconds = await median(() => folded.run(input), signal)
    input.dispose()
    const gigaflops = (2 * (cost[network] as number) * shape[0]) / milliseconds / 1e6
    networks.push({ network, input: shape, milliseconds, gigaflops })
  }
  return {
    info,
    peakGigaflops: await matmulPeak(info.backend === 'wasm' ? [256, 512] : [1024, 2048], signal),
    networks,
  }
}

async function matmulPeak(sides: readonly number[], signal?: AbortSignal): Promise<number> {
  let peak = 0
  for (const side of sides) {
    const a = tf.randomUniform([side, side], -1, 1) as tf.Tensor2D
    const milliseconds = await median(() => [tf.matMul(a, a)], signal)
    a.dispose()
    peak = Math.max(peak, (2 * side ** 3) / milliseconds / 1e6)
  }
  return peak
}

/** Median time until the last output's first value is on the CPU; the first run, which compiles, does not count. */
async function median(run: () => tf.Tensor[], signal?: AbortSignal): Promise<number> {
  const times: number[] = []
  for (let index = 0; index <= RUNS; index++) {
    signal?.throwIfAborted()
    const start = performance.now()
    const outputs = run()
    const probe = tf.tidy(() => tf.slice(tf.reshape(outputs.at(-1) as tf.Tensor, [-1]), 0, 1))
    await probe.data()
    if (index > 0) times.push(performance.now() - start)
    tf.dispose([probe, ...outputs])
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] as number
}
