/** Conv2DBackpropInput, which conv2dTranspose is, out of wasm's fast convolutions: 3 GFLOP/s become those of conv2d. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { compose, reshaped } from './composition.ts'

type Arguments = Parameters<KernelFunc>[0]
type Padding = [[number, number], [number, number], [number, number], [number, number]]

/**
 * dy `[B,H,W,out]`, filter `[k,k,in,out]` → dx of `inputShape`. Handles SAME padding with stride 1 and odd k, and with
 * stride 2, k = 3 and even inputs (see fold-steps.ts for the arithmetic); null for everything else.
 */
export function convInputGradient({ inputs, attrs, backend }: Arguments): TensorInfo | null {
  const { dy, filter } = inputs as unknown as { dy: TensorInfo; filter: TensorInfo }
  const { strides, pad, inputShape, dataFormat } = attrs as unknown as {
    strides: number | [number, number]
    pad: unknown
    inputShape: [number, number, number, number]
    dataFormat?: string
  }
  const [stride, strideX] = typeof strides === 'number' ? [strides, strides] : strides
  const [size, sizeX] = filter.shape as [number, number, number, number]
  const odd = size === sizeX && size % 2 === 1
  const [, height, width] = inputShape
  if (stride !== strideX || pad !== 'same' || !odd || (dataFormat ?? 'NHWC') !== 'NHWC') return null
  return compose<TensorInfo | null>(backend, (run) => {
    const convolve = (kernel: TensorInfo, padding: Padding) =>
      run('Conv2D', { x: dy, filter: kernel }, { strides: 1, pad: padding, dilations: 1, dataFormat: 'NHWC' })
    const slice = (x: TensorInfo, begin: number[], extent: number[]) => run('Slice', { x }, { begin, size: extent })
    const concat = (tensors: TensorInfo[], axis: number) => run('Concat', tensors, { axis })
    const none: [number, number] = [0, 0]
    // [k,k,in,out] → [k,k,out,in]
    const turned = run('Transpose', { x: filter }, { perm: [0, 1, 3, 2] })
    if (stride === 1) {
      const half: [number, number] = [(size - 1) / 2, (size - 1) / 2]
      return convolve(run('Reverse', { x: turned }, { dims: [0, 1] }), [none, half, half, none])
    }
    if (stride === 2 && size === 3 && height % 2 === 0 && width % 2 === 0) {
      const [outputs, ins] = [turned.shape[2] as number, turned.shape[3] as number]
      const tap = (row: number, column: number) => slice(turned, [row, column, 0, 0], [1, 1, outputs, ins])
      const zeros = run('ZerosLike', { x: tap(0, 0) }, {})
      const bothColumns = (row: number) =>
        concat([concat([tap(row, 2), tap(row, 0)], 1), concat([zeros, tap(row, 1)], 1)], 3)
      const before: [number, number] = [1, 0]
      const even = convolve(concat([bothColumns(2), bothColumns(0)], 0), [none, before, before, none])
      const oddRows = convolve(bothColumns(1), [none, none, before, none])
      const [batch, rows, columns] = dy.shape as [number, number, number]
      const lines = [even, oddRows].map((phase) => reshaped(phase, [batch * rows, columns * 2 * ins]))
      return reshaped(concat(lines, 1), [...inputShape])
    }
    return null
  })
}
