/** Measures training's convolutions on wasm in Node: `npm run bench-gradients`. GFLOP/s are 2 × multiply-adds / time, three passes. */
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import { registerWasmKernels } from '../src/engine/kernels/register.ts'

const RUNS = 9
/** [batch, side in px, channels]: the shapes of MB-FCN's crops, and narrower ones. */
const shapes: [number, number, number][] = [
  [8, 48, 64],
  [16, 24, 64],
  [8, 48, 32],
  [8, 96, 16],
]

// The page has one thread a worker, too.
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
await tf.setBackend('wasm')
registerWasmKernels()
console.log('3×3 convolution, GFLOP/s    forward   forward + backward')
for (const [batch, side, channels] of shapes) {
  const x = tf.randomNormal([batch, side, side, channels]) as tf.Tensor4D
  const filter = tf.randomNormal([3, 3, channels, channels]) as tf.Tensor4D
  const forward = best(() => [tf.conv2d(x, filter, 1, 'same')])
  const both = best(() => {
    const { value, grads } = tf.valueAndGrads((a: tf.Tensor, b: tf.Tensor) =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'),
    )([x, filter], x)
    return [value, ...grads]
  })
  const operations = (2 * 9 * channels * channels * batch * side * side) / 1e6
  const shape = `${batch}×${side}×${side}, ${channels}→${channels}`.padEnd(26)
  console.log(
    `${shape} ${(operations / forward).toFixed(1).padStart(8)} ${((3 * operations) / both).toFixed(1).padStart(12)}`,
  )
  tf.dispose([x, filter])
}

/** Shortest time in ms: other work on the machine only ever adds. */
function best(run: () => tf.Tensor[]): number {
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < RUNS; index++) {
    const start = performance.now()
    const outputs = run()
    least = Math.min(least, performance.now() - start)
    tf.dispose(outputs)
  }
  return least
}
