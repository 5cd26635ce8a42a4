/** Wrong numbers: a kernel is poisoned, and no picture is searched with it. */
import { fileURLToPath } from 'node:url'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { afterEach, describe, expect, test } from 'vitest'
import { chooseBackend } from './backend.ts'
import { registerWasmKernels } from './kernels/register.ts'
import { selfTest } from './self-test.ts'
import { shapesFor } from './shapes.ts'

const wasmUrl = fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))

/** Every kernel that computes in the networks. */
const kernels = [
  'SpecklensConvolution3x3',
  'SpecklensFilter3x3',
  'SpecklensConvolution',
  'SpecklensPackedFilter',
  'Add',
  'Relu',
  'MaxPool',
  'Concat',
  'BatchMatMul',
  'ResizeBilinear',
  'ResizeNearestNeighbor',
] as const

let restore = () => {}

/** From now on the backend's kernel is off by a hundredth, and says nothing. */
function poison(kernelName: string, backendName: string) {
  const healthy = tf.getKernel(kernelName, backendName)
  tf.unregisterKernel(kernelName, backendName)
  tf.registerKernel({
    ...healthy,
    kernelFunc: (call) => {
      const result = healthy.kernelFunc(call) as tf.TensorInfo
      const values = (tf.backend().readSync(result.dataId) as Float32Array).map((value) => value * 1.01 + 0.01)
      return tf
        .engine()
        .makeTensorFromDataId(tf.backend().write(values, result.shape, result.dtype), result.shape, result.dtype)
    },
  })
  restore = () => {
    tf.unregisterKernel(kernelName, backendName)
    tf.registerKernel(healthy)
  }
}

afterEach(() => {
  restore()
  restore = () => {}
})

describe('a backend that computes wrong numbers', () => {
  test.each(kernels)('is found out by the self-test: %s', async (kernel) => {
    await tf.setBackend('wasm')
    registerWasmKernels()
    expect(await selfTest(shapesFor('wasm'))).toBeNull()
    poison(kernel, 'wasm')
    expect(await selfTest(shapesFor('wasm'))).toMatch(/^score \d+ is .* instead of/)
  })

  test('is passed over, and the user is told which and why', async () => {
    poison('SpecklensConvolution', 'wasm')
    const failure = chooseBackend('wasm', wasmUrl, [], () => {})
    await expect(failure).rejects.toMatchObject({
      code: 'no-backend',
      message: expect.stringMatching(/wasm: it computes wrong numbers on this device.*try a current browser/),
    })
  })
})
