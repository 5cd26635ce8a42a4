/** WebGPU's kernel for 3×3 (src/networks/own-kernels.ts): tfjs's own reads every input nine times, and works its place out each time. */
import { getKernel, type KernelFunc, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core'
import { CONVOLUTION_3X3, FILTER_3X3 } from '../../../networks/own-kernels.ts'
import { compose, reshaped } from '../composition.ts'
import { CHANNELS, CHUNK, type Cut, convolutionShader, inputNames, type Variant } from './shader.ts'

/** What of tfjs's WebGPU backend is used. */
export interface WebgpuBackend {
  readonly device: GPUDevice
  runWebGPUProgram(program: object, inputs: readonly TensorInfo[], outputDtype: 'float32'): TensorInfo
}

/** Most invocations of a workgroup, and most groups of channels: 16 kB of its memory is what every device has. */
const [INVOCATIONS, GROUPS] = [128, 8]
/** Fewer in a row than this would wait for each other's patches too often. */
const ROWS = 16

type Shape4D = [number, number, number, number]

/** For so many channels of results, `run` in a row. */
export function cutFor(outs: number, run: number): Cut {
  const groups = Math.min(GROUPS, Math.ceil(outs / CHANNELS))
  return { run, groups, rows: Math.min(2 * ROWS, Math.max(ROWS, INVOCATIONS / 2 / groups)) & ~7 }
}

/** Makes it WebGPU's kernel for 3×3, whatever was before. */
export function registerConvolution(run: number): void {
  withdrawConvolution()
  const on = (kernelName: string, kernelFunc: unknown) =>
    registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernelFunc as KernelFunc })
  on(CONVOLUTION_3X3, (call: ConvolutionCall) => convolve(call, run))
  on(FILTER_3X3, ({ inputs: { filter }, backend }: FilterCall) => arrange(backend, filter, run))
}

export function withdrawConvolution(): void {
  for (const name of [CONVOLUTION_3X3, FILTER_3X3]) if (getKernel(name, 'webgpu')) unregisterKernel(name, 'webgpu')
}

interface FilterCall {
  readonly inputs: { readonly filter: TensorInfo }
  readonly backend: object
}

export interface ConvolutionCall {
  readonly inputs: {
    readonly x: TensorInfo
    readonly filter: TensorInfo
    readonly bias: TensorInfo
    readonly skip?: TensorInfo
  }
  readonly attrs: { readonly relu: boolean }
  readonly backend: object
}

/** `[3,3,in,out]` → `[tiles, in / 4, 9 · 4, 8 · groups]`, channels of results beyond the last one 0. */
function arrange(backend: object, filter: TensorInfo, run: number): TensorInfo {
  const [, , ins, outs] = filter.shape as Shape4D
  const deep = cutFor(outs, run).groups * CHANNELS
  const [tiles, chunks] = [Math.ceil(outs / deep), ins / CHUNK]
  const none: [number, number] = [0, 0]
  return compose(
    backend,
    (run) => {
      const paddings = [none, none, none, [0, tiles * deep - outs]]
      const padded = run('PadV2', { x: filter }, { paddings, constantValue: 0 })
      const split = reshaped(padded, [9, chunks, CHUNK, tiles, deep])
      const sorted = run('Transpose', { x: split }, { perm: [3, 1, 0, 2, 4] })
      return reshaped(sorted, [tiles, chunks, 9 * CHUNK, deep])
    },
    'webgpu',
  )
}

function convolve({ inputs: { x, filter, bias, skip }, attrs: { relu }, backend }: ConvolutionCall, run: number) {
  const [batch, height, width] = x.shape as Shape4D
  const outs = bias.shape[0] as number
  const variant = { ...cutFor(outs, run), relu, skip: skip !== undefined, fours: outs % 4 === 0 }
  const program = programFor(variant, [batch, height, width, outs], filter.shape[0] as number)
  return (backend as WebgpuBackend).runWebGPUProgram(
    program,
    skip ? [x, filter, bias, skip] : [x, filter, bias],
    'float32',
  )
}

/** As tfjs's `WebGPUProgram`. */
function programFor(variant: Variant, outputShape: Shape4D, tiles: number) {
  const { run, rows, groups, relu, skip, fours } = variant
  const [batch, height, width] = outputShape
  const each = fours ? 4 : 1
  return {
    outputShape,
    variableNames: inputNames(skip),
    variableComponents: [4, 4, each, ...(skip ? [each] : [])],
    outputComponent: each,
    dispatchLayout: { x: [2], y: [1], z: [0] },
    dispatch: [Math.ceil(width / run), Math.ceil(height / rows), batch * tiles],
    workgroupSize: [rows, groups, 1],
    shaderKey: `specklens3x3_${run}_${rows}_${groups}_${relu}_${skip}_${fours}`,
    getUserCode: () => convolutionShader(variant),
  }
}
