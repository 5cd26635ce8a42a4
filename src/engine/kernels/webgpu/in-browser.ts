/** What e2e/webgpu.story.ts runs in its page, since tests in Node have no WebGPU: our convolution against TensorFlow.js's. */
import '@tensorflow/tfjs-backend-webgpu'
import * as tf from '@tensorflow/tfjs-core'
import { CONVOLUTION_3X3, convolve, prepareFilter } from '../../../networks/own-kernels.ts'
import { registerConvolution, withdrawConvolution } from './convolution.ts'
import { chooseConvolution } from './trial.ts'

export interface Case {
  /** `[B,H,W,in]` */
  readonly x: readonly [number, number, number, number]
  readonly outs: number
  readonly relu: boolean
  readonly skip: boolean
  /** Results in a row of an invocation. */
  readonly run: number
}

async function start(): Promise<void> {
  await tf.setBackend('webgpu')
  tf.env().set('WEBGPU_CPU_FORWARD', false)
}

/** The largest difference as a share of the largest result; the result's shape; tensors left over. */
export async function compare({ x: shape, outs, relu, skip, run }: Case) {
  await start()
  const before = tf.memory().numTensors
  const normal = <Kind extends tf.Tensor>(of: readonly number[], seed: number) =>
    tf.randomNormal([...of] as [number], 0, 1, 'float32', seed) as tf.Tensor as Kind
  const x = normal<tf.Tensor4D>(shape, 1)
  const filter = normal<tf.Tensor4D>([3, 3, shape[3], outs], 2)
  const bias = normal<tf.Tensor1D>([outs], 3)
  const added = skip ? [normal([...shape.slice(0, 3), outs], 4)] : []
  const options = { stride: 1, pad: 'same', relu } as const
  const wanted = tf.tidy(() => convolve(x, filter, null, bias, options, ...added))
  registerConvolution(run)
  try {
    const prepared = prepareFilter(filter, 1)
    const between = tf.memory().numTensors
    const got = convolve(x, filter, prepared, bias, options, ...added)
    const made = tf.memory().numTensors - between
    const [ours, theirs] = [(await got.data()) as Float32Array, (await wanted.data()) as Float32Array]
    const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const worst = theirs.reduce((most, value, at) => Math.max(most, Math.abs(value - (ours[at] ?? Number.NaN))), 0)
    tf.dispose([x, filter, bias, prepared, got, wanted, ...added] as tf.Tensor[])
    return { difference: worst / largest, shape: got.shape, made, left: tf.memory().numTensors - before }
  } finally {
    withdrawConvolution()
  }
}

/** The trial on this adapter, with the device as it is or `refusing` our shaders. */
export async function choose(refusing: boolean) {
  await start()
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const { createShaderModule } = device
  device.createShaderModule = (descriptor) =>
    createShaderModule.call(device, refusing && descriptor.code.includes('around') ? { code: 'no shader' } : descriptor)
  const before = tf.memory().numTensors
  const gain = await chooseConvolution(device, true)
  device.createShaderModule = createShaderModule
  return {
    gain,
    used: tf.getKernel(CONVOLUTION_3X3, 'webgpu') !== undefined,
    left: tf.memory().numTensors - before,
  }
}
