/** Measures the prepared networks alone and the best that the backend can do: GFLOP/s are 2 × multiply-adds / time. */
import * as tf from '@tensorflow/tfjs-core'
import type { Detector } from '../detection/detect.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { NetworkName } from '../networks/preset.ts'
import { type LoadedPreset, MEASURED_SIDE } from './load-preset.ts'
import { measurePeak } from './peak/measure.ts'
import { medianTime } from './peak/tensors.ts'
import type { BenchmarkReport, Call, EngineInfo, NetworkSpeed, StartupTimes } from './protocol.ts'

/** @throws the signal's reason */
export async function measure(
  { cost, mbfcn, generator, discriminator }: LoadedPreset,
  { preset, shapes }: Detector,
  info: EngineInfo,
  startup: StartupTimes,
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
    const milliseconds = await medianTime(() => folded.run(input), signal)
    input.dispose()
    const gigaflops = (2 * (cost[network] as number) * shape[0]) / milliseconds / 1e6
    networks.push({ network, input: shape, milliseconds, gigaflops })
  }
  return { info, ...(await measurePeak(info.threads, signal)), networks, startup }
}
