/** WebAssembly's kernels for what only moves rows of numbers: tfjs's go number by number, which is slow where memory is shared, and for training. */
import { slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { before, isFloat, share } from './overlay.ts'
import { addressIn, type Call, type WasmBackend } from './own-convolutions.ts'

/** Call once the wasm backend is registered. */
export function registerRows(): void {
  before('Concat', joined)
  before('Slice', sliced)
  before('Unpack', unpacked)
  before('Reverse', reversed)
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
    share(backend, 'copyRows', [at(input), 4 * length, 4 * length, to, step], rows, length)
    to += 4 * length
  }
  return output
}

function sliced({ inputs: { x }, attrs, backend }: Call<'x', { begin: number[]; size: number[] }>): TensorInfo | null {
  if (!isFloat(x)) return null
  const [begin, size] = slice_util.parseSliceParams(x as never, attrs.begin, attrs.size) as [number[], number[]]
  if (util.sizeFromShape(size) === 0) return null
  const output = backend.makeOutput(size, 'float32')
  const at = addressIn(backend)
  const axes = mergedAxes(x.shape, begin, size)
  const line = axes.pop() as Axis
  const rows = axes.pop() ?? { length: 1, begin: 0, size: 1 }
  const bytes = 4 * line.size
  const [lineStep, planeStep] = [4 * line.length, 4 * line.length * rows.length]
  let to = at(output)
  // What is left of the axes, as numbers of planes.
  let planes = [0]
  for (const { length, begin, size } of axes)
    planes = planes.flatMap((plane) => Array.from({ length: size }, (_, index) => plane * length + begin + index))
  for (const plane of planes) {
    const from = at(x) + plane * planeStep + rows.begin * lineStep + 4 * line.begin
    share(backend, 'copyRows', [from, lineStep, bytes, to, bytes], rows.size, line.size)
    to += rows.size * bytes
  }
  return output
}

interface Axis {
  readonly length: number
  readonly begin: number
  readonly size: number
}

/** One of an axis and the next one, where the next one is taken whole. */
function mergedAxes(shape: readonly number[], begin: readonly number[], size: readonly number[]): Axis[] {
  const axes: Axis[] = [{ length: 1, begin: 0, size: 1 }]
  shape.forEach((length, index) => {
    const own = { length, begin: begin[index] as number, size: size[index] as number }
    const before = axes.at(-1) as Axis
    if (own.size === length)
      axes[axes.length - 1] = {
        length: before.length * length,
        begin: before.begin * length,
        size: before.size * length,
      }
    else axes.push(own)
  })
  return axes
}

function unpacked({
  inputs: { value },
  attrs,
  backend,
}: Call<'value', { readonly axis: number }>): TensorInfo[] | null {
  const axis = attrs.axis < 0 ? attrs.axis + value.shape.length : attrs.axis
  const count = value.shape[axis] as number
  if (!isFloat(value) || util.sizeFromShape([...value.shape]) === 0) return null
  const shape = value.shape.filter((_, at) => at !== axis)
  const inner = util.sizeFromShape(value.shape.slice(axis + 1))
  const rows = util.sizeFromShape(value.shape.slice(0, axis))
  const at = addressIn(backend)
  return Array.from({ length: count }, (_, index) => {
    const output = backend.makeOutput(shape, 'float32')
    const from = at(value) + 4 * index * inner
    share(backend, 'copyRows', [from, 4 * count * inner, 4 * inner, at(output), 4 * inner], rows, inner)
    return output
  })
}

/** Turned along the first axes, all of them up to some one. */
function reversed({
  inputs: { x },
  attrs,
  backend,
}: Call<'x', { readonly dims: readonly number[] }>): TensorInfo | null {
  const dims = util.parseAxisParam([...attrs.dims], [...x.shape]).sort((a, b) => a - b)
  if (!isFloat(x) || dims.length === 0 || dims.some((axis, index) => axis !== index)) return null
  const rows = util.sizeFromShape(x.shape.slice(0, dims.length))
  const length = util.sizeFromShape(x.shape.slice(dims.length))
  if (rows * length === 0) return null
  const output = backend.makeOutput(x.shape, 'float32')
  const at = addressIn(backend)
  const last = at(output) + 4 * (rows - 1) * length
  share(backend, 'copyRows', [at(x), 4 * length, 4 * length, last, -4 * length], rows, length)
  return output
}
