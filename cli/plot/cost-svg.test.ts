import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { costSvg, exponentOf } from './cost-svg.ts'

const sizes = [0.3, 2, 12, 48]

test('linear growth has the power 1, growth by area of area 2', () => {
  expect(exponentOf(sizes.map((x) => ({ x, milliseconds: 700 * x })))).toBeCloseTo(1, 9)
  expect(exponentOf(sizes.map((x) => ({ x, milliseconds: x * x })))).toBeCloseTo(2, 9)
})

test('linear growth lies on the dashed line, and every point lies inside the picture', () => {
  const points = sizes.map((x) => ({ x, milliseconds: 700 * x }))
  const svg = costSvg([{ title: 'Pixels', axis: 'megapixels', points }], 'a <fast> machine & "more"')
  expect(XMLValidator.validate(svg)).toBe(true)
  const [, ...ends] = /class="linear" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(svg) ?? []
  const [x1, y1, x2, y2] = ends.map(Number) as [number, number, number, number]
  const dots = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  expect(dots).toHaveLength(sizes.length)
  for (const [x, y] of dots) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(420)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(320)
    expect(Math.abs(y - (y1 + ((x - x1) / (x2 - x1)) * (y2 - y1)))).toBeLessThan(0.3)
  }
})
