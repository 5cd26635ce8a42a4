/** WebAssembly's kernels for what a training step does to its weights (src/training/own-kernels.ts). */
import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import { ADAM, type AdamFactors, MIX } from '../../training/own-kernels.ts'
import { addressIn, type Call, instanceFor, registerOnWasm } from './own-convolutions.ts'

/** Call once the wasm backend is registered. */
export function registerOptimiser(): void {
  registerOnWasm(ADAM, adam)
  registerOnWasm(MIX, mix)
}

function adam({
  inputs,
  attrs,
  backend,
}: Call<'variable' | 'first' | 'second' | 'gradient', AdamFactors>): TensorInfo[] {
  const { variable, first, second, gradient } = inputs
  const { beta1, beta2, correction2, rate, epsilon } = attrs
  const made = [variable, first, second].map(({ shape }) => backend.makeOutput(shape, 'float32'))
  const at = addressIn(backend)
  const [toVariable, toFirst, toSecond] = made.map(at) as [number, number, number]
  // biome-ignore format: in the order of assembly/
  instanceFor(backend).adamStep(
    at(variable), at(first), at(second), at(gradient), util.sizeFromShape([...variable.shape]),
    beta1, 1 - beta1, beta2, 1 - beta2, correction2, rate, epsilon, toVariable, toFirst, toSecond,
  )
  return made
}

function mix({
  inputs: { x, y },
  attrs,
  backend,
}: Call<'x' | 'y', { readonly a: number; readonly b: number }>): TensorInfo {
  const output = backend.makeOutput(x.shape, 'float32')
  const at = addressIn(backend)
  instanceFor(backend).mix(at(x), at(y), util.sizeFromShape([...x.shape]), attrs.a, attrs.b, at(output))
  return output
}
