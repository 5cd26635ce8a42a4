/** Proof that a backend computes right: every operation that detection uses, on fixed numbers, against stored results. */
import * as tf from '@tensorflow/tfjs-core'
import { cropPatches } from '../detection/crop.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import type { Shapes } from '../detection/plan.ts'
import { runSteps } from '../networks/fold-run.ts'
import { disposeSteps, EVEN_ROWS, ODD_ROWS, type Step } from '../networks/fold-steps.ts'
import { prepareFilter } from '../networks/own-kernels.ts'
import { expectedScores } from './self-test-fixture.ts'

/**
 * Backends differ by the order of their sums, below 1e-6. The network has averaged most of an error away by the time it reaches the scores:
 * any of its operations that is off by one per cent moves them by 5e-5 or more, which backend.test.ts holds.
 */
const TOLERANCE = 3e-5

/** Null where the backend reproduces the stored scores, else the deviation in words. */
export async function selfTest(shapes: Shapes): Promise<string | null> {
  const scores = await selfTestScores(shapes)
  for (const [index, expected] of expectedScores.entries()) {
    const difference = Math.abs((scores[index] ?? Number.NaN) - expected)
    if (!(difference <= TOLERANCE * Math.max(1, Math.abs(expected))))
      return `score ${index} is ${scores[index]} instead of ${expected}`
  }
  return null
}

/** Twelve numbers that depend on every kind of step, on enlargement and on the cutting of patches. */
export async function selfTestScores(shapes: Shapes): Promise<number[]> {
  const steps = network()
  const flat = tf.tidy(() => {
    const batch = [...cropPatches(picture(), boxes, 24, 1.5, shapes)][0]
    if (!batch) throw new Error('no patches were cut')
    const enlarged = tf.image.resizeBilinear(batch.patches, [48, 48], false, true)
    const used = tf.slice(enlarged, [0, 0, 0, 0], [boxes.length, -1, -1, -1])
    return tf.reshape(runSteps(steps, 'input', used as tf.Tensor4D, ['scores'])[0] as tf.Tensor, [-1])
  })
  const values = Array.from((await flat.data()) as Float32Array)
  flat.dispose()
  disposeSteps(steps)
  return values
}

const boxes = [
  { x: 10, y: 12, width: 9, height: 11 },
  { x: -4, y: 30, width: 20, height: 24 },
  { x: 40, y: 41, width: 26, height: 30 },
]

function picture(): Picture {
  const [width, height] = [72, 80]
  const data = Uint8ClampedArray.from(
    { length: width * height * 4 },
    (_, index) => 128 + 120 * Math.sin((index * index) % 1009),
  )
  return new Picture(sourceOf({ width, height, data }))
}

function network(): Step[] {
  let seed = 0
  const values = (shape: number[]) => {
    seed++
    const length = shape.reduce((product, side) => product * side, 1)
    const scale = 1 / Math.sqrt(length / (shape.at(-1) as number))
    return tf.tensor(
      Float32Array.from({ length }, (_, index) => Math.sin(index * 1.7 + seed * 0.9) * scale),
      shape,
    )
  }
  const conv = (input: string, output: string, shape: number[], stride: number, relu: boolean): Step => {
    const weights = [values(shape), values([shape[3] as number])] as [tf.Tensor4D, tf.Tensor1D]
    return {
      kind: 'conv',
      inputs: [input],
      output,
      stride,
      relu,
      weights,
      prepared: [prepareFilter(weights[0], stride)],
    }
  }
  const deconv = (input: string, output: string, [ins, outs]: readonly [number, number]): Step => {
    const filters = [values([2, 2, ins, 2 * outs]), values([1, 2, ins, 2 * outs])] as [tf.Tensor4D, tf.Tensor4D]
    const weights = [...filters, values([2 * outs]) as tf.Tensor1D] as const
    const prepared = [prepareFilter(filters[0], 1, EVEN_ROWS), prepareFilter(filters[1], 1, ODD_ROWS)]
    return { kind: 'deconv', inputs: [input], output, relu: true, weights, prepared }
  }
  return [
    conv('input', 'down', [3, 3, 3, 12], 2, true),
    conv('down', 'a', [3, 3, 12, 12], 1, true),
    { kind: 'add', inputs: ['down', 'a'], output: 'sum', relu: true },
    { kind: 'pool', inputs: ['sum'], output: 'small' },
    deconv('small', 'up', [12, 12]),
    { kind: 'enlarge', inputs: ['small'], output: 'near', factor: 2 },
    { kind: 'add', inputs: ['up', 'near'], output: 'both', relu: false },
    conv('both', 'out', [1, 1, 12, 5], 1, false),
    { kind: 'flatten', inputs: ['out'], output: 'flat' },
    {
      kind: 'dense',
      inputs: ['flat'],
      output: 'scores',
      weights: [values([24 * 24 * 5, 4]), values([4])] as [tf.Tensor2D, tf.Tensor1D],
    },
  ]
}
