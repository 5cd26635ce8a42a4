/** Conv2DBackpropFilter, which tfjs's wasm backend lacks, out of its matrix products: one a tap of the kernel. */
import { backend_util, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { compose, reshaped } from './composition.ts'

type Arguments = Parameters<KernelFunc>[0]
type Shape4D = [number, number, number, number]

/**
 * x `[B,H,W,in]`, dy `[B,h,w,out]` → the filter's gradient `[k,k,in,out]`, float32. Every stride and padding of NHWC
 * convolutions without dilation.
 *
 * Both are laid on one grid with room for the kernel, x as `[in, cells]`, dy as `[cells, out]` with zeros in the room. Then a
 * tap is a shift along the cells, and its gradient the product of the shifted x with dy. dy is the same right factor in all of
 * them, so that wasm packs it once. With stride s, x is split into the s·s phases that the taps read.
 * @throws Error where the data format is NCHW
 */
export function convFilterGradient({ inputs, attrs, backend }: Arguments): TensorInfo {
  const { x, dy } = inputs as unknown as { x: TensorInfo; dy: TensorInfo }
  const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attrs as unknown as {
    strides: number | [number, number]
    pad: Parameters<typeof backend_util.computeConv2DInfo>[4]
    dataFormat?: string
    dimRoundingMode?: 'floor' | 'round' | 'ceil'
    filterShape: Shape4D
  }
  if ((dataFormat ?? 'NHWC') !== 'NHWC')
    throw new Error('The filter gradient on wasm knows the data format NHWC alone.')
  const info = backend_util.computeConv2DInfo(x.shape as Shape4D, filterShape, strides, 1, pad, dimRoundingMode)
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info
  return compose(backend, (run) => {
    const padded = (tensor: TensorInfo, paddings: [number, number][]) =>
      paddings.some(([before, after]) => before > 0 || after > 0)
        ? run('PadV2', { x: tensor }, { paddings, constantValue: 0 })
        : tensor
    const cut = (tensor: TensorInfo, begin: number[], size: number[]) =>
      util.arraysEqual(tensor.shape, size) ? tensor : run('Slice', { x: tensor }, { begin, size })

    // The grid: rows × columns cells an image, of strideHeight × strideWidth px of the padded x each.
    const rows = outHeight + Math.floor((filterHeight - 1) / strideHeight)
    const columns = outWidth + Math.floor((filterWidth - 1) / strideWidth)
    const after = (cells: number, stride: number, size: number, before: number) => cells * stride - size - before
    const below = after(rows, strideHeight, inHeight, padInfo.top)
    const right = after(columns, strideWidth, inWidth, padInfo.left)
    // Where the stride leaves out the last pixels, the grid ends before x does.
    const kept = cut(
      x,
      [0, 0, 0, 0],
      [batchSize, inHeight + Math.min(below, 0), inWidth + Math.min(right, 0), inChannels],
    )
    const space: [number, number][] = [
      [0, 0],
      [padInfo.top, Math.max(below, 0)],
      [padInfo.left, Math.max(right, 0)],
      [0, 0],
    ]
    const lines = reshaped(padded(kept, space), [batchSize * rows, strideHeight, columns * strideWidth * inChannels])
    const cells = batchSize * rows * columns
    const phases = Array.from({ length: Math.min(strideHeight, filterHeight) }, (_, phase) => {
      const part = cut(lines, [0, phase, 0], [batchSize * rows, 1, lines.shape[2] as number])
      return run('Transpose', { x: reshaped(part, [cells, strideWidth * inChannels]) }, { perm: [1, 0] })
    })
    // A shift leaves out as many cells at the end; what it left out of dy is room.
    const length = cells - (rows - outHeight) * columns - (columns - outWidth)
    const room: [number, number][] = [
      [0, 0],
      [0, rows - outHeight],
      [0, columns - outWidth],
      [0, 0],
    ]
    const right2d = cut(reshaped(padded(dy, room), [cells, outChannels]), [0, 0], [length, outChannels])
    const taps: TensorInfo[] = []
    for (let row = 0; row < filterHeight; row++)
      for (let column = 0; column < filterWidth; column++) {
        const shift = Math.floor(row / strideHeight) * columns + Math.floor(column / strideWidth)
        const phase = phases[row % strideHeight] as TensorInfo
        const left2d = cut(phase, [(column % strideWidth) * inChannels, shift], [inChannels, length])
        taps.push(run('BatchMatMul', { a: left2d, b: right2d }, { transposeA: false, transposeB: false }))
      }
    return reshaped(run('Concat', taps, { axis: 0 }), [...filterShape])
  })
}
