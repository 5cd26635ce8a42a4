import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { describe, expect, test } from 'vitest'
import { selfTest, selfTestScores } from './self-test.ts'
import { expectedScores } from './self-test-fixture.ts'
import { shapesFor } from './shapes.ts'

describe('the self-test of a backend', () => {
  test.each(['cpu', 'wasm'] as const)(
    'is passed by %s, with patches cut either way, and leaves nothing behind',
    async (name) => {
      await tf.setBackend(name)
      const before = tf.memory().numTensors
      expect(await selfTest(shapesFor('wasm'))).toBeNull()
      expect(await selfTest(shapesFor('webgpu'))).toBeNull()
      expect(tf.memory().numTensors).toBe(before)
    },
  )

  test('has scores that a wrong backend would not hit by chance', async () => {
    await tf.setBackend('wasm')
    const scores = await selfTestScores(shapesFor('wasm'))
    expect(scores.length).toBe(expectedScores.length)
    expect(new Set(scores.map((score) => score.toFixed(3))).size).toBe(scores.length)
    expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(0.1)
  })
})
