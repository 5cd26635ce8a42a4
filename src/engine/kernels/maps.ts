/**
 * WebAssembly's kernels for what networks do to maps between convolutions (assembly/maps.ts), shared by our threads where there are some. tfjs's
 * own run on one, and where memory is shared some of them are slow besides. What ours are not for goes to tfjs's.
 */
import { getKernel, type TensorInfo, unregisterKernel, util } from '@tensorflow/tfjs-core'
import {
  addressIn,
  type Call,
  instanceFor,
  type MapJob,
  mapJob,
  registerOnWasm,
  type WasmBackend,
} from './own-convolutions.ts'

/** Numbers of a result that are worth waking a thread for, and that it takes at a time. */
const ENOUGH = 32_768

type Shape4D = [number, number, number, number]

/** Call once the wasm backend is registered. */
export function registerMaps(): void {
  before('ResizeNearestNeighbor', repeated)
  before('ResizeBilinear', doubled)
  before('MaxPool', pooled)
  before('Add', added)
  before('Concat', joined)
}

/** Asks `ours` first, which returns null for what it is not for. */
function before<Given>(kernelName: string, ours: (call: Given) => TensorInfo | null): void {
  const { kernelFunc } = getKernel(kernelName, 'wasm')
  unregisterKernel(kernelName, 'wasm')
  registerOnWasm(kernelName, (call: Given) => ours(call) ?? kernelFunc(call as never))
}

interface Sized {
  readonly size: readonly [number, number]
  readonly alignCorners: boolean
  readonly halfPixelCenters: boolean
}

function repeated({ inputs: { images }, attrs, backend }: Call<'images', Sized>): TensorInfo | null {
  const [batch, height, width, channels] = images.shape as Shape4D
  const [outHeight, outWidth] = attrs.size
  const factor = outHeight / height
  if (!isFloat(images) || attrs.alignCorners || channels % 4 !== 0) return null
  if (!Number.isInteger(factor) || outWidth !== factor * width) return null
  const output = backend.makeOutput([batch, outHeight, outWidth, channels], 'float32')
  const at = addressIn(backend)
  share(
    backend,
    'repeatPixels',
    [at(images), width, channels, factor, at(output)],
    batch * outHeight,
    outWidth * channels,
  )
  return output
}

function doubled({ inputs: { images }, attrs, backend }: Call<'images', Sized>): TensorInfo | null {
  const [batch, height, width, channels] = images.shape as Shape4D
  const [outHeight, outWidth] = attrs.size
  if (!isFloat(images) || attrs.alignCorners || !attrs.halfPixelCenters || channels !== 3) return null
  if (outHeight !== 2 * height || outWidth !== 2 * width) return null
  const output = backend.makeOutput([batch, outHeight, outWidth, 3], 'float32')
  const at = addressIn(backend)
  share(backend, 'doubleColours', [at(images), height, width, at(output)], batch * outHeight, 3 * outWidth)
  return output
}

interface Pooling {
  readonly filterSize: number | readonly [number, number]
  readonly strides: number | readonly [number, number]
  readonly pad: unknown
}

const isTwo = (value: number | readonly [number, number]) => [value].flat().every((side) => side === 2)

function pooled({ inputs: { x }, attrs, backend }: Call<'x', Pooling>): TensorInfo | null {
  const [batch, height, width, channels] = x.shape as Shape4D
  if (!isFloat(x) || !isTwo(attrs.filterSize) || !isTwo(attrs.strides) || attrs.pad !== 'valid') return null
  if (channels % 4 !== 0 || height < 2 || width < 2) return null
  const [outHeight, outWidth] = [height >> 1, width >> 1]
  const output = backend.makeOutput([batch, outHeight, outWidth, channels], 'float32')
  const at = addressIn(backend)
  share(backend, 'poolPairs', [at(x), height, width, channels, at(output)], batch * outHeight, outWidth * channels)
  return output
}

/** Numbers that are one unit of a sum. */
const STRETCH = 256

function added({ inputs: { a, b }, backend }: Call<'a' | 'b'>): TensorInfo | null {
  const length = util.sizeFromShape([...a.shape])
  if (!isFloat(a) || !isFloat(b) || length < STRETCH || length % STRETCH !== 0) return null
  if (!util.arraysEqual([...a.shape], [...b.shape])) return null
  const output = backend.makeOutput(a.shape, 'float32')
  const at = addressIn(backend)
  share(backend, 'addRows', [at(a), at(b), STRETCH, at(output)], length / STRETCH, STRETCH)
  return output
}

interface Joining {
  readonly inputs: readonly TensorInfo[]
  readonly attrs: { readonly axis: number }
  readonly backend: WasmBackend
}

function joined({ inputs, attrs, backend }: Joining): TensorInfo | null {
  const [first] = inputs
  if (!first || inputs.length < 2 || !inputs.every(isFloat)) return null
  const axis = attrs.axis < 0 ? attrs.axis + first.shape.length : attrs.axis
  const lengths = inputs.map(({ shape }) => shape[axis] as number)
  const shape = first.shape.map((side, at) => (at === axis ? lengths.reduce((sum, length) => sum + length, 0) : side))
  const inner = util.sizeFromShape(shape.slice(axis + 1))
  const rows = util.sizeFromShape(shape.slice(0, axis))
  if (inner * rows === 0) return null
  const output = backend.makeOutput(shape, 'float32')
  const at = addressIn(backend)
  const step = 4 * inner * (shape[axis] as number)
  let to = at(output)
  for (const [index, input] of inputs.entries()) {
    const length = inner * (lengths[index] as number)
    share(backend, 'copyRows', [at(input), 4 * length, to, step], rows, length)
    to += 4 * length
  }
  return output
}

const isFloat = ({ dtype }: TensorInfo) => dtype === 'float32'

/** Has `rows` rows of `length` numbers each done, by all threads where they are many. */
function share(backend: WasmBackend, job: MapJob, given: readonly number[], rows: number, length: number): void {
  const { [job]: run, crew } = instanceFor(backend)
  const work = run as (...all: number[]) => void
  const block = Math.max(1, Math.floor(ENOUGH / Math.max(1, length)))
  if (crew && rows > block) crew.run(rows, block, [mapJob(job), ...given], (first, last) => work(...given, first, last))
  else work(...given, 0, rows)
}
