/** Chooses where the networks run: the first backend that is there, is real and computes right. */
import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from './failure.ts'
import type { BackendName } from './protocol.ts'
import { selfTest } from './self-test.ts'
import { shapesFor } from './shapes.ts'

export interface BackendChoice {
  readonly backend: BackendName
  readonly adapter: string | null
  /** Whether the adapter is the CPU in disguise. */
  readonly software: boolean
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[]
}

const order: readonly BackendName[] = ['webgpu', 'wasm', 'webgl']

/**
 * Makes a backend tfjs's current one. 'auto' tries webgpu, wasm, webgl; a software adapter of webgpu is used only when webgpu
 * is asked for by name. `onLost` hears when its device is lost or refuses a shader. @throws EngineError no-backend
 */
export async function chooseBackend(
  wanted: BackendName | 'auto',
  wasmUrl: string,
  excluded: readonly BackendName[],
  onLost: (reason: string) => void,
): Promise<BackendChoice> {
  const rejected: { backend: BackendName; reason: string }[] = []
  for (const backend of wanted === 'auto' ? order : [wanted]) {
    const reject = (reason: string) => rejected.push({ backend, reason })
    if (excluded.includes(backend)) {
      reject('its device was lost repeatedly')
      continue
    }
    try {
      const { adapter, software } = await start(backend, wasmUrl, wanted === backend, onLost)
      const deviation = await selfTest(shapesFor(backend, software))
      if (deviation === null) return { backend, adapter, software, rejected }
      reject(`it computes wrong numbers on this device (${deviation})`)
    } catch (thrown) {
      reject(thrown instanceof Error ? thrown.message : String(thrown))
    }
    if (tf.findBackendFactory(backend)) tf.removeBackend(backend)
  }
  const reasons = rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ')
  throw new EngineError(
    'no-backend',
    `Nothing on this device can run the networks (${reasons}): try a current browser.`,
  )
}

const noAdapter = { adapter: null, software: false }

/** Returns the adapter where there is one. @throws Error with the reason in words */
async function start(
  backend: BackendName,
  wasmUrl: string,
  explicit: boolean,
  onLost: (reason: string) => void,
): Promise<Pick<BackendChoice, 'adapter' | 'software'>> {
  switch (backend) {
    case 'webgpu':
      return startWebgpu(explicit, onLost)
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
      const { registerWasmKernels } = await import('./kernels/register.ts')
      // Bundled, the threaded build does not start; one thread needs no cross-origin isolation either.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
      if (!tf.findBackendFactory(backend)) throw new Error('WebAssembly is switched off')
      setWasmPathsOnce(setWasmPaths, wasmUrl)
      await activate(backend)
      registerWasmKernels()
      return noAdapter
    }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl')
      await activate(backend)
      return noAdapter
  }
}

async function startWebgpu(explicit: boolean, onLost: (reason: string) => void) {
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
  device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') onLost(message || 'the device is lost')
  })
  // tfjs would go on with garbage after an invalid shader or a failed allocation.
  device.addEventListener('uncapturederror', ({ error }) => onLost(error.message))
  return { adapter: name, software }
}

async function activate(backend: BackendName): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error('it did not start')
  await tf.ready()
}

let wasmPathsSet = false

/** tfjs refuses new paths once the module is loaded, and the address does not change during a worker's life. */
function setWasmPathsOnce(setWasmPaths: (prefix: string) => void, url: string): void {
  if (wasmPathsSet) return
  setWasmPaths(url)
  wasmPathsSet = true
}
