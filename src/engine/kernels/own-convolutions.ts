/** assembly/, working in the memory of a tfjs-wasm backend, with its threads where it has some. */
import { type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core'
import { convolutionModule } from './convolution-module.ts'
import { Crew, type Trade } from './crew.ts'

/** What the backend is to its kernels; tfjs exports no such type. */
export interface WasmBackend {
  /** Emscripten's module; its memory lies where the build with threads or the one without keeps it. */
  readonly wasm: { readonly asm?: { readonly memory?: unknown }; readonly wasmMemory?: unknown }
  readonly dataIdMap: { get(id: TensorInfo['dataId']): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo
  disposeData(id: TensorInfo['dataId']): boolean
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
}

/** Exports of assembly/, arguments in their order there; addresses are bytes of the backend's memory. */
interface Exports extends Readonly<Record<MapJob, (...given: number[]) => void>> {
  // biome-ignore format: as there
  convolve(
    input: number, height: number, width: number, inputs: number, filters: number, bias: number, skip: number, outputs: number,
    output: number, lowest: number, scratch: number, block: number, first: number, last: number,
  ): void
  // biome-ignore format: as there
  sumGradient(
    input: number, height: number, width: number, inputs: number, gradient: number, outputs: number, sums: number, scratch: number,
    block: number, first: number, last: number,
  ): void
  gatherGradient(sums: number, parts: number, inputs: number, outputs: number, output: number, square: number): void
  // biome-ignore format: as there
  convolvePlainly(
    input: number, height: number, width: number, inputs: number, filters: number, filterRows: number, filterColumns: number, bias: number,
    outputs: number, output: number, outHeight: number, outWidth: number, stride: number, top: number, left: number,
    lowest: number, zeros: number, first: number, last: number,
  ): void
  // biome-ignore format: as there
  adamStep(
    variable: number, first: number, second: number, gradient: number, count: number, beta1: number, other1: number, beta2: number,
    other2: number, correction2: number, rate: number, epsilon: number, toVariable: number, toFirst: number, toSecond: number,
  ): void
  mix(x: number, y: number, count: number, a: number, b: number, output: number): void
  packFilters(filters: number, taps: number, outputs: number, to: number): void
  scratchBytes(inputs: number, outputs: number, block: number): number
  transformFilters(filters: number, inputs: number, outputs: number, to: number, square: number): void
}

export interface Instance extends Exports {
  /** Null with one thread. */
  readonly crew: Crew | null
}

/** Exports that take what they are given, and the first and last of its rows. */
const MAP_JOBS = ['repeatPixels', 'doubleColours', 'poolPairs', 'addRows', 'copyRows', 'extremes'] as const
export type MapJob = (typeof MAP_JOBS)[number]

/** Which one a crew is called for: the first of what it is given. */
export const [WINOGRAD_JOB, PLAIN_JOB, GRADIENT_JOB, FIRST_MAP_JOB] = [0, 1, 2, 3]

export const mapJob = (job: MapJob) => FIRST_MAP_JOB + MAP_JOBS.indexOf(job)

/**
 * All of them as a member of the crew calls them: of Winograd's scratch a part, `each` bytes, is its own. Of a gradient a unit is `length` tiles,
 * with sums of its own.
 */
const MEMBER = `({ convolve, convolvePlainly, sumGradient, ...others }) => (member, [job, ...args], first, last) => {
  const maps = ${JSON.stringify(MAP_JOBS)}
  if (job >= ${FIRST_MAP_JOB}) return others[maps[job - ${FIRST_MAP_JOB}]](...args, first, last)
  const [relu, ...given] = args
  const lowest = relu ? 0 : -Infinity
  if (job === ${PLAIN_JOB}) {
    const zeros = given.pop()
    convolvePlainly(...given, lowest, zeros, first, last)
  } else if (job === ${GRADIENT_JOB}) {
    const [sums, bytes, scratch, each, block, length, tiles] = given.splice(-7)
    for (let unit = first; unit < last; unit++)
      sumGradient(
        ...given, sums + unit * bytes, scratch + member * each, block, unit * length, Math.min(tiles, (unit + 1) * length))
  } else {
    const [scratch, each, block] = given.splice(-3)
    convolve(...given, lowest, scratch + member * each, block, first, last)
  }
}`

export interface Call<Inputs extends string, Attributes = object> {
  readonly inputs: { readonly [Input in Inputs]: TensorInfo }
  readonly attrs: Attributes
  readonly backend: WasmBackend
}

/** Makes it wasm's kernel of that name; `kernelFunc` takes a `Call`. */
export function registerOnWasm(kernelName: string, kernelFunc: unknown): void {
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as KernelFunc })
}

/** A tensor's address in the backend's memory. */
export const addressIn = (backend: WasmBackend) => (tensor: TensorInfo) =>
  backend.dataIdMap.get(tensor.dataId).memoryOffset

let threads = 1

/** So many threads for backends that are made from now on, where they share their memory. */
export function setThreads(count: number): void {
  threads = count
}

const instances = new WeakMap<WasmBackend, Instance>()

/** One for each backend that tfjs makes, since each has a memory of its own. @throws Error where that cannot be had */
export function instanceFor(given: object): Instance {
  const backend = given as WasmBackend
  const known = instances.get(backend)
  if (known) return known
  const memory = memoryOf(backend)
  if (!memory) throw new Error("WebAssembly's memory is out of reach.")
  const shared = typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer
  const module = convolutionModule(shared)
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
  const others = shared ? threads - 1 : 0
  const crew = others > 0 ? gathered(others, { module, memory, source: MEMBER }) : null
  const made = { ...exports, crew }
  instances.set(backend, made)
  return made
}

/** Null where a policy forbids such workers. */
function gathered(size: number, trade: Trade): Crew | null {
  try {
    return new Crew(size, trade)
  } catch {
    return null
  }
}

/** Whether its memory can be reached and the module compiles: else TensorFlow.js's own kernels do the work. */
export function worksOn(backend: object): boolean {
  try {
    return instanceFor(backend) !== null
  } catch {
    return false
  }
}

/** Ends our threads of a backend that is given up; it may have none, or be none. */
export function endCrew(backend: object | null): void {
  if (!backend) return
  instances.get(backend as WasmBackend)?.crew?.dispose()
  instances.delete(backend as WasmBackend)
}

function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory | null {
  const memory = wasm.wasmMemory ?? wasm.asm?.memory
  return memory instanceof WebAssembly.Memory ? memory : null
}
