/** Kernels that tfjs's wasm backend lacks or has only as a plain loop. */
import { backend, registerKernel } from '@tensorflow/tfjs-core'
import { convFilterGradient } from './conv-filter-gradient.ts'
import { convInputGradient } from './conv-input-gradient.ts'
import { registerMaps } from './maps.ts'
import { registerOptimiser } from './optimiser.ts'
import { before } from './overlay.ts'
import { worksOn } from './own-convolutions.ts'
import { registerPlainConvolution } from './plain-convolution.ts'
import { registerRows } from './rows.ts'
import { registerWinograd, winogradFilterGradient } from './winograd.ts'

let registered = false

/** Replaces wasm's own and adds what training needs beyond them; call once the wasm backend is the current one. */
export function registerWasmKernels(): void {
  if (registered) return
  registered = true
  const works = worksOn(backend())
  before('Conv2DBackpropInput', convInputGradient)
  registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: (args) => (works ? winogradFilterGradient(args as never) : null) ?? convFilterGradient(args),
  })
  if (!works) return
  registerWinograd()
  registerPlainConvolution()
  registerMaps()
  registerRows()
  registerOptimiser()
}
