/** A kernel out of other kernels of the same backend: runs them, and frees what lies between. */
import { getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core'

/** What of the backend is used: freeing intermediate results. */
interface Disposing {
  disposeData(dataId: object): boolean
}

export type Run = (name: string, inputs: Record<string, TensorInfo> | TensorInfo[], attributes: object) => TensorInfo

/** Returns what `work` returns, and frees every other result of `run`, also where it throws. */
export function compose<Result extends TensorInfo | null>(
  backend: object,
  work: (run: Run) => Result,
  name: 'wasm' | 'webgpu' = 'wasm',
): Result {
  const made: TensorInfo[] = []
  let result: Result | null = null
  try {
    result = work((kernel, inputs, attributes) => {
      const { kernelFunc } = getKernel(kernel, name)
      const output = kernelFunc({ inputs: inputs as never, backend, attrs: attributes as NamedAttrMap }) as TensorInfo
      made.push(output)
      return output
    })
    return result
  } finally {
    for (const { dataId } of made) if (dataId !== result?.dataId) (backend as Disposing).disposeData(dataId)
  }
}

/** The same values in another shape. */
export const reshaped = (tensor: TensorInfo, shape: number[]): TensorInfo => ({ ...tensor, shape })
