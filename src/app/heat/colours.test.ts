import { expect, test } from 'vitest'
import { heatColour, heatPixels } from './colours.ts'

const map = (stride: number, width: number, height: number, values: readonly number[]) => ({
  stride,
  heights: [5, 20] as const,
  width,
  height,
  probabilities: Float32Array.from(values),
})
const luminance = ([red, green, blue]: readonly number[]) => 0.3 * (red ?? 0) + 0.59 * (green ?? 0) + 0.11 * (blue ?? 0)

test('a higher probability is lighter and hides more of the picture', () => {
  const steps = [0.05, 0.2, 0.4, 0.6, 0.8, 1].map(heatColour)
  const rising = (values: readonly number[]) => values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0))
  expect(rising(steps.map(luminance))).toBe(true)
  expect(rising(steps.map(([, , , alpha]) => alpha))).toBe(true)
  expect(heatColour(0)).toEqual([0, 0, 0, 0])
  expect(heatColour(Number.NaN)).toEqual([0, 0, 0, 0])
})

test('all branches together show the highest at each place, one branch shows itself', () => {
  const fine = map(4, 2, 2, [0, 0, 0, 1])
  const coarse = map(8, 1, 1, [0.5])
  const all = heatPixels([fine, coarse], null)
  expect([all.width, all.height]).toEqual([2, 2])
  expect([...all.rgba.subarray(0, 4)]).toEqual([...heatColour(0.5)])
  expect([...all.rgba.subarray(12, 16)]).toEqual([...heatColour(1)])
  expect([...heatPixels([fine, coarse], 0).rgba.subarray(0, 4)]).toEqual([0, 0, 0, 0])
  expect(heatPixels([fine, coarse], 1).width).toBe(1)
})
