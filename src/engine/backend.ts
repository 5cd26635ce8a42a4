/** Chooses where the networks run: the first backend that is there, is real and computes right. */
import * as tf from '@tensorflow/tfjs-core'
import { watchDevice } from './device.ts'
import { EngineError } from './failure.ts'
import type { BackendName } from './protocol.ts'
import { selfTest } from './self-test.ts'
import { shapesFor } from './shapes.ts'
import { startWasm } from './start-wasm.ts'

export interface BackendChoice {
  readonly backend: BackendName
  readonly adapter: string | null
  /** Whether the adapter is the CPU in disguise. */
  readonly software: boolean
  readonly threads: number
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[]
  /** How many times as fast as tfjs's our convolution was on this GPU; null where there was no trial, or ours failed. */
  readonly convolutionGain: number | null
}

const order: readonly BackendName[] = ['webgpu', 'wasm', 'webgl']

/**
 * Makes a backend tfjs's current one. 'auto' tries webgpu, wasm, webgl; a software adapter of webgpu is used only when webgpu
 * is asked for by name. `onLost` hears when its device is lost or refuses a shader; `threads` is the most for wasm. @throws EngineError no-backend
 */
export async function chooseBackend(
  wanted: BackendName | 'auto',
  wasmUrl: string,
  excluded: readonly BackendName[],
  onLost: (reason: string) => void,
  threads?: number,
): Promise<BackendChoice> {
  const rejected: { backend: BackendName; reason: string }[] = []
  for (const backend of wanted === 'auto' ? order : [wanted]) {
    let letGo = () => {}
    const reject = (reason: string) => rejected.push({ backend, reason })
    if (excluded.includes(backend)) {
      reject('its device was lost repeatedly')
      continue
    }
    try {
      const { letGo: end, withdraw, ...started } = await start(backend, wasmUrl, wanted === backend, onLost, threads)
      letGo = end ?? letGo
      const shapes = shapesFor(backend, started.software)
      const deviation = await selfTest(shapes)
      if (deviation === null) return { ...started, backend, rejected }
      if (withdraw) {
        withdraw()
        if ((await selfTest(shapes)) === null) return { ...started, convolutionGain: null, backend, rejected }
      }
      reject(`it computes wrong numbers on this device (${deviation})`)
    } catch (thrown) {
      reject(thrown instanceof Error ? thrown.message : String(thrown))
    }
    letGo()
    if (tf.findBackendFactory(backend)) tf.removeBackend(backend)
  }
  const reasons = rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ')
  throw new EngineError(
    'no-backend',
    `Nothing on this device can run the networks (${reasons}): try a current browser.`,
  )
}

interface Started extends Omit<BackendChoice, 'backend' | 'rejected'> {
  /** Says that the backend ends on purpose. */
  readonly letGo?: () => void
  /** Leaves to tfjs what a kernel of ours does. */
  readonly withdraw?: () => void
}

const noAdapter: Started = { adapter: null, software: false, threads: 1, convolutionGain: null }

/** @throws Error with the reason in words */
async function start(
  backend: BackendName,
  wasmUrl: string,
  explicit: boolean,
  onLost: (reason: string) => void,
  threads: number | undefined,
): Promise<Started> {
  switch (backend) {
    case 'webgpu':
      return startWebgpu(explicit, onLost)
    case 'wasm':
      return { ...noAdapter, threads: await startWasm(wasmUrl, threads) }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl')
      await activate(backend)
      return noAdapter
  }
}

async function startWebgpu(explicit: boolean, onLost: (reason: string) => void): Promise<Started> {
  if (!navigator.gpu) throw new Error('this browser has no WebGPU')
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('this browser offers no graphics adapter')
  const { vendor, architecture, description } = adapter.info
  const name = [vendor, architecture, description].filter(Boolean).join(' ') || 'unnamed adapter'
  const software = adapter.info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(name)
  if (software && !explicit) throw new Error(`the adapter is software (${name}), which is slower than WebAssembly`)
  await import('@tensorflow/tfjs-backend-webgpu')
  // Small tensors would silently be computed by the CPU.
  tf.env().set('WEBGPU_CPU_FORWARD', false)
  await activate('webgpu')
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const { chooseConvolution } = await import('./kernels/webgpu/trial.ts')
  const { withdrawConvolution } = await import('./kernels/webgpu/convolution.ts')
  const letGo = watchDevice(device, onLost)
  const convolutionGain = await chooseConvolution(device, software)
  return { adapter: name, software, threads: 1, convolutionGain, letGo, withdraw: withdrawConvolution }
}

async function activate(backend: BackendName): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error('it did not start')
  await tf.ready()
}
