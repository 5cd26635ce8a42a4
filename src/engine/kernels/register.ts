/** Kernels that tfjs's wasm backend lacks or has only as a plain loop. */
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { convInputGradient } from './conv-input-gradient.ts'

let registered = false

/** Replaces wasm's own; call once the wasm backend is registered. */
export function registerWasmKernels(): void {
  if (registered) return
  registered = true
  const own = getKernel('Conv2DBackpropInput', 'wasm')
  unregisterKernel('Conv2DBackpropInput', 'wasm')
  registerKernel({
    ...own,
    kernelFunc: (args) => (convInputGradient(args) ?? own.kernelFunc(args)) as ReturnType<typeof own.kernelFunc>,
  })
}
