/** First passes of every network, so that shaders are compiled before the first picture and the wait has a progress bar. */
import * as tf from '@tensorflow/tfjs-core'
import type { Detector } from '../detection/detect.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { BackendName, Call } from './protocol.ts'

/** Shaders do not depend on the size of a tile; a small one compiles them all. */
const WARM_UP_SIDE = 64

/** What of the webgpu backend is used here; its package is not loaded where another backend runs. */
interface CompilingBackend {
  checkCompileCompletionAsync(): Promise<void>
}

export async function warmUp(
  { preset, mbfcn, generator, discriminator, shapes }: Detector,
  backend: BackendName,
  { signal, onProgress }: Call,
): Promise<void> {
  const batch = shapes.batchSizes[0] ?? 1
  const { low, high } = preset.patch
  const passes: [FoldedNetwork | null, [number, number, number, number]][] = [
    [mbfcn, [1, WARM_UP_SIDE, WARM_UP_SIDE, 3]],
    [generator, [batch, low, low, 3]],
    [discriminator, [batch, high, high, 3]],
  ]
  const wanted = passes.filter(([network]) => network !== null)
  for (const [done, [network, shape]] of wanted.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ stage: 'compiling', done, total: wanted.length })
    if (backend === 'webgpu') await compileOnly(network as FoldedNetwork, shape)
    await pass(network as FoldedNetwork, shape)
  }
  onProgress?.({ stage: 'compiling', done: wanted.length, total: wanted.length })
}

/** Starts all pipelines of a network at once instead of one after the other. What is computed meanwhile is garbage. */
async function compileOnly(network: FoldedNetwork, shape: [number, number, number, number]): Promise<void> {
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true)
  try {
    const input = tf.zeros(shape) as tf.Tensor4D
    tf.dispose([input, ...network.run(input)])
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false)
  }
  await (tf.backend() as unknown as CompilingBackend).checkCompileCompletionAsync()
}

async function pass(network: FoldedNetwork, shape: [number, number, number, number]): Promise<void> {
  const input = tf.zeros(shape) as tf.Tensor4D
  const outputs = network.run(input)
  await Promise.all(outputs.map((output) => output.data()))
  tf.dispose([input, ...outputs])
}
