import { expect, test } from 'vitest'
import { emptyMap, layOver } from './heat-map.ts'
import { planDetection } from './plan.ts'
import { BRANCH_VALUES } from './propose.ts'

const branches = [
  { stride: 4, heights: [5, 20], baseSize: 10 },
  { stride: 8, heights: [20, 40], baseSize: 28 },
] as const
const picture = { width: 300, height: 200 }
const tiles = planDetection(picture, 12, { tileSides: [128] })

/** Values of a tile whose branch `branch` has `logit` at the place x, y (px of the picture), −9 everywhere else. */
function valuesOf(planned: (typeof tiles)[number], branch: number, x: number, y: number, logit: number) {
  const parts = branches.map(({ stride }, at) => {
    const columns = planned.networkWidth / stride
    const rows = planned.networkHeight / stride
    const values = new Float32Array(columns * rows * BRANCH_VALUES)
    for (let cell = 0; cell < columns * rows; cell++) values[cell * BRANCH_VALUES] = -9
    const { level, tile } = planned
    const column = Math.floor(((x / level.shrink - tile.window.x) * level.enlargement) / stride)
    const row = Math.floor(((y / level.shrink - tile.window.y) * level.enlargement) / stride)
    if (at === branch && column >= 0 && column < columns && row >= 0 && row < rows)
      values[(row * columns + column) * BRANCH_VALUES] = logit
    return [...values]
  })
  return Float32Array.from(parts.flat())
}

test('a probability lies where the branch saw it, in its branch alone', () => {
  const finest = Math.max(...tiles.map(({ level }) => level.scale))
  const maps = branches.map((branch) => emptyMap(branch, picture, finest))
  for (const planned of tiles) layOver(maps, valuesOf(planned, 1, 201, 133, 2), planned, picture)
  const [small, large] = maps
  expect(Math.max(...(small?.probabilities ?? []))).toBeLessThan(0.001)
  const { width = 0, height = 0, probabilities = new Float32Array() } = large ?? {}
  const best = probabilities.indexOf(Math.max(...probabilities))
  expect(
    probabilities[Math.floor((133 * height) / picture.height) * width + Math.floor((201 * width) / picture.width)],
  ).toBeCloseTo(1 / (1 + Math.exp(-2)), 5)
  expect(best).toBeGreaterThan(-1)
})

test('every cell is covered by some tile, and a map never grows beyond a screen', () => {
  const finest = Math.max(...tiles.map(({ level }) => level.scale))
  const map = emptyMap(branches[0], picture, finest)
  for (const planned of tiles) {
    const values = new Float32Array(((planned.networkWidth * planned.networkHeight) / 16) * BRANCH_VALUES)
    layOver([map], values, planned, picture)
  }
  expect([...map.probabilities].every((value) => Math.abs(value - 0.5) < 1e-6)).toBe(true)
  expect(emptyMap(branches[0], { width: 8000, height: 6000 }, 2)).toMatchObject({ width: 640, height: 480 })
})
