/** WebAssembly's kernel for 3×3 (src/networks/own-kernels.ts), by Winograd's way, and TensorFlow.js's own convolution where it can stand in for it. */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'
import { CONVOLUTION_3X3, FILTER_3X3, is3x3 } from '../../networks/own-kernels.ts'
import { compose } from './composition.ts'
import { before } from './overlay.ts'
import { addressIn, type Call, GRADIENT_JOB, instanceFor, registerOnWasm, WINOGRAD_JOB } from './own-convolutions.ts'

/** Tiles at a time, a multiple of 4: what is between the transforms stays in a core's own cache. */
const BLOCK = 16
/** For the gradient by the filter, whose sums are read and written for each block. */
const LONG_BLOCK = 64
/** Results along each side of a tile. */
const TILE = 4
/** Floats between the two directions of a filter's transform. */
const SQUARE = 6 * 3 * 4

type Shape4D = [number, number, number, number]

/** Call once the wasm backend is registered. */
export function registerWinograd(): void {
  registerOnWasm(CONVOLUTION_3X3, convolve)
  registerOnWasm(FILTER_3X3, transformFilter)
  before('Conv2D', plain)
}

function convolve({
  inputs,
  attrs: { relu },
  backend,
}: Call<'x' | 'filter' | 'bias', { readonly relu: boolean }>): TensorInfo {
  const { x, filter, bias } = inputs
  const { skip } = inputs as { readonly skip?: TensorInfo }
  const [batch, height, width, ins] = x.shape as Shape4D
  const outs = bias.shape[0] as number
  const { convolve, scratchBytes, crew } = instanceFor(backend)
  const output = backend.makeOutput([batch, height, width, outs], 'float32')
  const each = scratchBytes(ins, outs, BLOCK)
  const scratch = backend.makeOutput([(each / 4) * (1 + (crew?.size ?? 0))], 'float32')
  const at = addressIn(backend)
  const tiles = batch * Math.ceil(height / TILE) * Math.ceil(width / TILE)
  const [from, filters, shift, to, space] = [at(x), at(filter), at(bias), at(output), at(scratch)]
  const added = skip ? at(skip) : 0
  const lowest = relu ? 0 : Number.NEGATIVE_INFINITY
  const work = (first: number, last: number) =>
    convolve(from, height, width, ins, filters, shift, added, outs, to, lowest, space, BLOCK, first, last)
  // Less than two blocks are not worth waking anybody.
  if (crew && tiles > BLOCK) {
    const given = [
      WINOGRAD_JOB,
      relu ? 1 : 0,
      from,
      height,
      width,
      ins,
      filters,
      shift,
      added,
      outs,
      to,
      space,
      each,
      BLOCK,
    ]
    crew.run(tiles, BLOCK, given, work)
  } else work(0, tiles)
  backend.disposeData(scratch.dataId)
  return output
}

function transformFilter({ inputs: { filter }, backend }: Call<'filter'>): TensorInfo {
  const [, , ins, outs] = filter.shape as Shape4D
  const output = backend.makeOutput([36, Math.ceil(outs / 8), ins, 8], 'float32')
  const square = backend.makeOutput([SQUARE], 'float32')
  const at = addressIn(backend)
  instanceFor(backend).transformFilters(at(filter), ins, outs, at(output), at(square))
  backend.disposeData(square.dataId)
  return output
}

interface Geometry {
  readonly strides: number | [number, number]
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4]
  readonly dilations?: number | [number, number]
  readonly dataFormat?: string
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** Whether this is a convolution that `convolve` does. */
function fits(x: readonly number[], filter: readonly number[], geometry: Geometry): boolean {
  const { strides, pad, dilations = 1, dataFormat = 'NHWC', dimRoundingMode } = geometry
  if (dataFormat !== 'NHWC') return false
  const info = backend_util.computeConv2DInfo(x as Shape4D, filter as Shape4D, strides, dilations, pad, dimRoundingMode)
  const { top, bottom, left, right } = info.padInfo
  const framed = top === 1 && bottom === 1 && left === 1 && right === 1
  const dense = info.dilationHeight === 1 && info.dilationWidth === 1
  return framed && dense && is3x3(filter, Math.max(info.strideHeight, info.strideWidth))
}

type PlainCall = Call<'x' | 'filter', Geometry>

/** tfjs's Conv2D, as training calls it for both directions; null for what this does not do. */
function plain({ inputs: { x, filter }, attrs, backend }: PlainCall): TensorInfo | null {
  if (!fits(x.shape, filter.shape, attrs)) return null
  return compose<TensorInfo>(backend, (run) => {
    const bias = run('Fill', {}, { shape: [filter.shape[3]], value: 0, dtype: 'float32' })
    return run(CONVOLUTION_3X3, { x, filter: run(FILTER_3X3, { filter }, {}), bias }, { relu: false })
  })
}

type FilterGradientCall = Call<'x' | 'dy', Geometry & { readonly filterShape: Shape4D }>

/** tfjs's Conv2DBackpropFilter: x `[B,H,W,in]`, dy `[B,H,W,out]` → `[3,3,in,out]`; null for what this does not do. */
export function winogradFilterGradient({ inputs: { x, dy }, attrs, backend }: FilterGradientCall): TensorInfo | null {
  const [batch, height, width, ins] = x.shape as Shape4D
  const outs = attrs.filterShape[3]
  if (outs % 8 !== 0 || !fits(x.shape, attrs.filterShape, attrs)) return null
  const { sumGradient, gatherGradient, scratchBytes, crew } = instanceFor(backend)
  const tiles = batch * Math.ceil(height / TILE) * Math.ceil(width / TILE)
  // Sums of its own for each part, whoever makes it, so that a gradient is the same every time.
  const length = Math.ceil(tiles / (1 + (crew?.size ?? 0)) / LONG_BLOCK) * LONG_BLOCK
  const parts = Math.ceil(tiles / length)
  const output = backend.makeOutput(attrs.filterShape, 'float32')
  const sums = backend.makeOutput([parts, 36, ins, outs], 'float32')
  const bytes = 4 * 36 * ins * outs
  const each = scratchBytes(ins, outs, LONG_BLOCK)
  const scratch = backend.makeOutput([(each / 4) * (1 + (crew?.size ?? 0))], 'float32')
  const at = addressIn(backend)
  const given = [at(x), height, width, ins, at(dy), outs] as const
  const [to, space] = [at(sums), at(scratch)]
  const work = (first: number, last: number) => {
    for (let part = first; part < last; part++) {
      const [begin, end] = [part * length, Math.min(tiles, (part + 1) * length)]
      sumGradient(...given, to + part * bytes, space, LONG_BLOCK, begin, end)
    }
  }
  if (crew && parts > 1) {
    crew.run(parts, 1, [GRADIENT_JOB, 0, ...given, to, bytes, space, each, LONG_BLOCK, length, tiles], work)
  } else work(0, parts)
  gatherGradient(to, parts, ins, outs, at(output), space)
  for (const { dataId } of [sums, scratch]) backend.disposeData(dataId)
  return output
}
