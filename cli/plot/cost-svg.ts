/** Time against size as a picture: both axes logarithmic, so that what grows linearly lies along the dashed line. */

import { escapeXml, plotSvg, px } from '../../scripts/svg-parts.ts'

export interface Point {
  readonly x: number
  readonly milliseconds: number
}

export interface Panel {
  readonly title: string
  readonly axis: string
  readonly points: readonly Point[]
}

const [WIDTH, HEIGHT] = [420, 320]
const INSET = { left: 62, right: 16, top: 40, bottom: 48 }

/** Slope of log time over log size by least squares: 1 is linear growth. NaN for fewer than two sizes. */
export function exponentOf(points: readonly Point[]): number {
  const logs = points.map(({ x, milliseconds }) => [Math.log(x), Math.log(milliseconds)] as const)
  const mean = (index: 0 | 1) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}

/** Panels side by side, with colours for light and dark pages. `about` says machine and engine, for those who cannot see it too. */
export function costSvg(panels: readonly Panel[], about: string): string {
  return plotSvg(panels.map(panelSvg), { width: WIDTH, height: HEIGHT }, INSET.left, about)
}

function panelSvg({ title, axis, points }: Panel): string {
  const sorted = [...points].sort((a, b) => a.x - b.x)
  const seconds = sorted.map(({ milliseconds }) => milliseconds / 1000)
  const scaleX = scale(
    sorted.map(({ x }) => x),
    INSET.left,
    WIDTH - INSET.right,
  )
  const scaleY = scale(seconds, HEIGHT - INSET.bottom, INSET.top)
  const at = (index: number) => [scaleX(sorted[index]?.x as number), scaleY(seconds[index] as number)] as const
  const dots = sorted.map((_, index) => at(index))
  const middle = Math.floor(sorted.length / 2)
  const linear = (x: number) => scaleY((seconds[middle] as number) * (x / (sorted[middle]?.x as number)))
  const [first, last] = [sorted[0]?.x as number, sorted.at(-1)?.x as number]
  const lines = [
    `<text class="title" x="${INSET.left}" y="22">${escapeXml(title)}: grows with the power ${exponentOf(points).toFixed(2)}</text>`,
    ...ticks(seconds).map(
      (tick) =>
        `<line class="grid" x1="${INSET.left}" x2="${WIDTH - INSET.right}" y1="${px(scaleY(tick))}" y2="${px(scaleY(tick))}"/><text x="${INSET.left - 8}" y="${px(scaleY(tick) + 4)}" text-anchor="end">${tick} s</text>`,
    ),
    ...sorted.map(
      ({ x }) =>
        `<text x="${px(scaleX(x))}" y="${HEIGHT - INSET.bottom + 18}" text-anchor="middle">${Number(x.toPrecision(2))}</text>`,
    ),
    `<text x="${px((INSET.left + WIDTH - INSET.right) / 2)}" y="${HEIGHT - 8}" text-anchor="middle">${escapeXml(axis)}</text>`,
    `<line class="linear" x1="${px(scaleX(first))}" y1="${px(linear(first))}" x2="${px(scaleX(last))}" y2="${px(linear(last))}"/>`,
    `<polyline class="line" points="${dots.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}"/>`,
    ...dots.map(([x, y]) => `<circle class="dot" cx="${px(x)}" cy="${px(y)}" r="4"/>`),
  ]
  return lines.join('\n')
}

/** From values to px, logarithmic, with a little room at both ends. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(Math.min(...values) / 1.3), Math.log(Math.max(...values) * 1.3)]
  return (value) => from + ((Math.log(value) - low) / (high - low)) * (to - from)
}

/** Powers of ten within the values' range, halves and doubles too where that gives few. */
function ticks(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values) / 1.3, Math.max(...values) * 1.3]
  const powers = Array.from({ length: 13 }, (_, index) => index - 6)
  const within = (steps: readonly number[]) =>
    powers
      .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(1))))
      .filter((tick) => tick >= low && tick <= high)
  const few = within([1])
  return few.length >= 3 ? few : within([1, 2, 5])
}
