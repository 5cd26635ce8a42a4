/** Kernels that tfjs's wasm backend lacks or has only as a plain loop. */
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { convFilterGradient } from './conv-filter-gradient.ts'
import { convInputGradient } from './conv-input-gradient.ts'
import { registerWinograd, winogradFilterGradient } from './winograd.ts'

let registered = false

/** Replaces wasm's own and adds what training needs beyond them; call once the wasm backend is registered. */
export function registerWasmKernels(): void {
  if (registered) return
  registered = true
  const own = getKernel('Conv2DBackpropInput', 'wasm')
  unregisterKernel('Conv2DBackpropInput', 'wasm')
  registerKernel({
    ...own,
    kernelFunc: (args) => (convInputGradient(args) ?? own.kernelFunc(args)) as ReturnType<typeof own.kernelFunc>,
  })
  registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: (args) => winogradFilterGradient(args as never) ?? convFilterGradient(args),
  })
  registerWinograd()
}
