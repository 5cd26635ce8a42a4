/** Multiply-adds, against counts by hand. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-layers'
import { describe, expect, test } from 'vitest'
import { add, conv, deconv, enlarge } from './blocks.ts'
import { costOf, totalCost } from './cost.ts'

function model(side: number | null, build: (input: tf.SymbolicTensor) => tf.SymbolicTensor) {
  const input = tf.input({ shape: [side, side, 3] })
  return tf.model({ inputs: input, outputs: build(input) })
}

describe('the cost of a network', () => {
  test('rounds the output of a strided convolution up', () => {
    const network = model(null, (x) => conv(x, { name: 'a', channels: 8, stride: 2 }))
    expect(costOf(network, 7, 10)).toEqual([{ layer: 'a', multiplyAdds: 4 * 5 * 9 * 3 * 8 }])
  })

  test('counts a de-convolution by its input, once a tap', () => {
    const network = model(null, (x) => conv(deconv(x, 'up', 4), { name: 'b', channels: 2, kernel: 1 }))
    expect(costOf(network, 5, 6)).toEqual([
      { layer: 'up', multiplyAdds: 5 * 6 * 9 * 3 * 4 },
      { layer: 'b', multiplyAdds: 10 * 12 * 4 * 2 },
    ])
  })

  test('follows enlargements and sums, whose own cost is not counted', () => {
    const network = model(null, (x) => {
      const deep = conv(x, { name: 'deep', channels: 3, stride: 2 })
      return conv(add(x, enlarge(deep, 'large', 2), 'sum'), { name: 'out', channels: 1, kernel: 1 })
    })
    expect(totalCost(network, 8, 8)).toBe(4 * 4 * 9 * 3 * 3 + 8 * 8 * 3)
  })

  test('follows pools to a dense layer', () => {
    const network = model(9, (x) => {
      const pooled = tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }).apply(x) as tf.SymbolicTensor
      const flat = tf.layers.flatten().apply(conv(pooled, { name: 'c', channels: 2 })) as tf.SymbolicTensor
      return tf.layers.dense({ name: 'd', units: 5 }).apply(flat) as tf.SymbolicTensor
    })
    expect(totalCost(network, 9, 9)).toBe(4 * 4 * 9 * 3 * 2 + 4 * 4 * 2 * 5)
  })
})
