/**
 * WebAssembly's kernels for what networks do to maps between convolutions (assembly/maps.ts), shared by our threads where there are some. tfjs's
 * own run on one, and where memory is shared some of them are slow besides. What ours are not for goes to tfjs's.
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import { before, isFloat, share } from './overlay.ts'
import { addressIn, type Call } from './own-convolutions.ts'

type Shape4D = [number, number, number, number]

/** Call once the wasm backend is registered. */
export function registerMaps(): void {
  before('ResizeNearestNeighbor', repeated)
  before('ResizeBilinear', doubled)
  before('MaxPool', pooled)
  before('Add', added)
  before('Maximum', (call: Call<'a' | 'b'>) => extremes(call, false))
  before('Minimum', (call: Call<'a' | 'b'>) => extremes(call, true))
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

/** Of `[…, n, 1]` and `[…, 1, m]`, as cells meet faces in training: tfjs takes up to 70 ns for a number of that where memory is shared. */
function extremes({ inputs: { a, b }, backend }: Call<'a' | 'b'>, least: boolean): TensorInfo | null {
  const [outer, others] = [a.shape.slice(0, -2), b.shape.slice(0, -2)]
  const [count, one] = a.shape.slice(-2)
  const [single, length] = b.shape.slice(-2)
  if (!isFloat(a) || !isFloat(b) || one !== 1 || single !== 1 || !util.arraysEqual(outer, others)) return null
  if (!count || !length) return null
  const rows = util.sizeFromShape([...a.shape])
  if (rows === 0) return null
  const output = backend.makeOutput([...outer, count, length], 'float32')
  const at = addressIn(backend)
  share(backend, 'extremes', [at(a), count, at(b), length, least ? 1 : 0, at(output)], rows, length)
  return output
}
