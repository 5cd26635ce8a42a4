/** WebAssembly's kernels for the other convolutions of src/networks/own-kernels.ts: tfjs's own would keep threads of its own busy waiting. */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'
import { PACKED_FILTER, PLAIN, type PlainAttributes } from '../../networks/own-kernels.ts'
import { addressIn, type Call, instanceFor, PLAIN_JOB, registerOnWasm } from './own-convolutions.ts'

/** Rows of results that a thread takes at a time. */
const ROWS = 4

type Shape4D = [number, number, number, number]

/** Call once the wasm backend is registered. */
export function registerPlainConvolution(): void {
  registerOnWasm(PLAIN, convolve)
  registerOnWasm(PACKED_FILTER, packFilter)
}

function convolve({
  inputs: { x, filter, bias },
  attrs,
  backend,
}: Call<'x' | 'filter' | 'bias', PlainAttributes>): TensorInfo {
  const { filterShape, stride, pad, relu } = attrs
  const info = backend_util.computeConv2DInfo(x.shape as Shape4D, [...filterShape], stride, 1, pad)
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info
  const { convolvePlainly, crew } = instanceFor(backend)
  const output = backend.makeOutput(info.outShape, 'float32')
  const zeros = backend.makeOutput([inChannels], 'float32')
  const at = addressIn(backend)
  backend.typedArrayFromHeap(zeros).fill(0)
  // biome-ignore format: in the order of assembly/
  const given = [
    at(x), inHeight, inWidth, inChannels, at(filter), info.filterHeight, info.filterWidth, at(bias), outChannels,
    at(output), outHeight, outWidth, stride, info.padInfo.top, info.padInfo.left,
  ] as const
  const lowest = relu ? 0 : Number.NEGATIVE_INFINITY
  const space = at(zeros)
  const work = (first: number, last: number) => convolvePlainly(...given, lowest, space, first, last)
  const rows = batchSize * outHeight
  if (crew && rows > ROWS) crew.run(rows, ROWS, [PLAIN_JOB, relu ? 1 : 0, ...given, space], work)
  else work(0, rows)
  backend.disposeData(zeros.dataId)
  return output
}

function packFilter({ inputs: { filter }, backend }: Call<'filter'>): TensorInfo {
  const [height, width, ins, outs] = filter.shape as Shape4D
  const taps = height * width * ins
  const output = backend.makeOutput([Math.ceil(outs / 8), taps, 8], 'float32')
  const at = addressIn(backend)
  instanceFor(backend).packFilters(at(filter), taps, outs, at(output))
  return output
}
