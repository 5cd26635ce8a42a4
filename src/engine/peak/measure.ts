/** What the current backend's adapter can do at best, measured by small kernels that do nothing else. */
import * as tf from '@tensorflow/tfjs-core'
import type { Peak } from '../protocol.ts'
import { bestOfTensors, copyOfTensors } from './tensors.ts'
import { wasmCopy, wasmMultiplyAdds } from './wasm.ts'
import { webgpuCopy, webgpuMultiplyAdds } from './webgpu.ts'

/** Larger than any cache, and half of what every WebGPU device can bind. */
const COPIED_BYTES = 64 * 2 ** 20

/** `threads` are those of the backend, which share nothing while they compute in registers. @throws the signal's reason */
export async function measurePeak(threads: number, signal?: AbortSignal): Promise<Peak> {
  const peakGigaflops = await bestOfTensors(signal)
  signal?.throwIfAborted()
  switch (tf.getBackend()) {
    case 'webgpu': {
      const { device } = tf.backend() as unknown as { device: GPUDevice }
      const multiplyAddGigaflops = await webgpuMultiplyAdds(device, signal)
      return { peakGigaflops, multiplyAddGigaflops, copyGigabytes: await webgpuCopy(device, COPIED_BYTES, signal) }
    }
    case 'wasm': {
      const multiplyAddGigaflops = threads * (await wasmMultiplyAdds(signal))
      return { peakGigaflops, multiplyAddGigaflops, copyGigabytes: await wasmCopy(COPIED_BYTES, signal) }
    }
    default:
      return { peakGigaflops, multiplyAddGigaflops: null, copyGigabytes: await copyOfTensors(COPIED_BYTES, signal) }
  }
}
