/** Kernels of ours that stand before tfjs's own on WebAssembly, and how their rows are shared by the threads. */
import { getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core'
import { instanceFor, type MapJob, mapJob, type WasmBackend } from './own-convolutions.ts'

/** Numbers of a result that are worth waking a thread for, and that it takes at a time. */
const ENOUGH = 32_768

/** Asks `ours` first, which returns null for what it is not for. tfjs sets its own up again for each backend that it makes. */
export function before<Given>(kernelName: string, ours: (call: Given) => TensorInfo | TensorInfo[] | null): void {
  const own = getKernel(kernelName, 'wasm')
  unregisterKernel(kernelName, 'wasm')
  registerKernel({
    ...own,
    kernelFunc: (call) => ours(call as Given) ?? own.kernelFunc(call),
  })
}

export const isFloat = ({ dtype }: TensorInfo) => dtype === 'float32'

/** Has `rows` rows of `length` numbers each done, by all threads where they are many. */
export function share(backend: WasmBackend, job: MapJob, given: readonly number[], rows: number, length: number): void {
  const { [job]: run, crew } = instanceFor(backend)
  const work = run as (...all: number[]) => void
  const block = Math.max(1, Math.floor(ENOUGH / Math.max(1, length)))
  if (crew && rows > block) crew.run(rows, block, [mapJob(job), ...given], (first, last) => work(...given, first, last))
  else work(...given, 0, rows)
}
