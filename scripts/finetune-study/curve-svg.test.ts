import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { type CurvePoint, curveSvg } from './curve-svg.ts'

const steps: CurvePoint[] = Array.from({ length: 45 }, (_, done) => ({
  stage: 'mbfcn',
  done,
  seconds: 30 + 2 * done,
  losses: { total: 1, score: 0.5 - done / 100, box: 0.3 },
}))
const looks: CurvePoint[] = [
  { stage: 'measuring', done: 1, seconds: 10, ap: 0.6 },
  { stage: 'restoring', done: 1, seconds: 25, ap: 0.71 },
  { stage: 'measuring', done: 2, seconds: 130, ap: 0.72 },
]

test('the curve has a dot a look, a line a loss, and lies inside the picture', () => {
  const svg = curveSvg([...looks, ...steps], 'night & "more"') ?? ''
  expect(XMLValidator.validate(svg)).toBe(true)
  expect(svg.match(/<circle/g)).toHaveLength(looks.length)
  expect(svg.match(/<polyline/g)).toHaveLength(3)
  expect(svg).not.toContain('>total<')
  const heights = [...svg.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y)) as [number, number, number]
  expect(heights[1], 'more is higher').toBeLessThan(heights[0])
  for (const [, points] of svg.matchAll(/points="([^"]+)"/g))
    for (const point of (points as string).split(' ')) {
      const [x, y] = point.split(',').map(Number) as [number, number]
      expect(x).toBeGreaterThanOrEqual(54)
      expect(x).toBeLessThanOrEqual(402)
      expect(y).toBeGreaterThanOrEqual(39.9)
      expect(y).toBeLessThanOrEqual(252.1)
    }
})

test('a training without steps or looks is not drawn', () => {
  expect(curveSvg(looks, 'a')).toBeNull()
  expect(curveSvg(steps, 'a')).toBeNull()
  expect(curveSvg([], 'a')).toBeNull()
})
