/** WebAssembly's kernel for src/networks/winograd.ts: assembly/winograd.ts, working in tfjs-wasm's own memory. */
import { type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core'
import { WINOGRAD } from '../../networks/winograd.ts'
import { winogradModule } from './winograd-module.ts'

/** Tiles at a time, a multiple of 4: what is between the transforms stays in a core's own cache. */
const BLOCK = 16
const TILE = 4

/** What the backend is to its kernels; tfjs exports no such type. */
interface WasmBackend {
  readonly wasm: { readonly asm?: { readonly memory?: unknown }; readonly wasmMemory?: unknown }
  readonly dataIdMap: { get(id: TensorInfo['dataId']): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo
  disposeData(id: TensorInfo['dataId']): boolean
}

/** Exports of assembly/winograd.ts. */
interface Winograd {
  // biome-ignore format: in the order of assembly/winograd.ts
  convolve(
    input: number, height: number, width: number, inputs: number, filters: number, bias: number, outputs: number, output: number,
    lowest: number, scratch: number, block: number, first: number, last: number,
  ): void
  scratchBytes(inputs: number, outputs: number, block: number): number
}

export function registerWinograd(): void {
  registerKernel({ kernelName: WINOGRAD, backendName: 'wasm', kernelFunc: convolve as unknown as KernelFunc })
}

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly filter: TensorInfo; readonly bias: TensorInfo }
  readonly attrs: { readonly relu: boolean }
  readonly backend: WasmBackend
}

function convolve({ inputs: { x, filter, bias }, attrs: { relu }, backend }: Call): TensorInfo {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number]
  const outputs = bias.shape[0] as number
  const kernel = kernelOf(backend)
  const output = backend.makeOutput([batch, height, width, outputs], 'float32')
  // tfjs gives out memory in multiples of 8 bytes; vectors here need no alignment beyond that of a number.
  const scratch = backend.makeOutput([kernel.scratchBytes(inputs, outputs, BLOCK) / 4], 'float32')
  const at = ({ dataId }: TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset
  const tiles = batch * Math.ceil(height / TILE) * Math.ceil(width / TILE)
  const lowest = relu ? 0 : Number.NEGATIVE_INFINITY
  // biome-ignore format: in the order of assembly/winograd.ts
  kernel.convolve(at(x), height, width, inputs, at(filter), at(bias), outputs, at(output), lowest, at(scratch), BLOCK, 0, tiles)
  backend.disposeData(scratch.dataId)
  return output
}

const kernels = new WeakMap<WasmBackend, Winograd>()

/** One instance for each backend that tfjs makes, since each has a memory of its own. */
function kernelOf(backend: WasmBackend): Winograd {
  const known = kernels.get(backend)
  if (known) return known
  const memory = backend.wasm.wasmMemory ?? backend.wasm.asm?.memory
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("WebAssembly's memory is out of reach.")
  const shared = typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer
  const instance = new WebAssembly.Instance(winogradModule(shared), { env: { memory } })
  const made = instance.exports as unknown as Winograd
  kernels.set(backend, made)
  return made
}
