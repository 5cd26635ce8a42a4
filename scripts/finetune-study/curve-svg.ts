/** A training as a picture: AP on the pictures that choose, and the losses, over the minutes. */
import type { TrainingProgress } from '../../src/training/progress.ts'
import { escapeXml, plotSvg, px } from '../svg-parts.ts'

/** A step, a look or a choice of the trainer, and when it was over. */
export interface CurvePoint extends Pick<TrainingProgress, 'stage' | 'done' | 'losses' | 'ap'> {
  /** Since the training began. */
  readonly seconds: number
}

const [WIDTH, HEIGHT] = [420, 300]
const INSET = { left: 54, right: 18, top: 40, bottom: 48 }

/** Losses of single crops jump: each point is the mean of so many steps. */
const SMOOTHED = 10

interface Line {
  readonly name: string
  readonly points: readonly (readonly [seconds: number, value: number])[]
}

/** Two panels side by side, with colours for light and dark pages; `about` says what was trained. Null where there is nothing to draw. */
export function curveSvg(curve: readonly CurvePoint[], about: string): string | null {
  const looks = curve.flatMap(({ seconds, ap }) => (typeof ap === 'number' ? [[seconds, 100 * ap] as const] : []))
  const names = [...new Set(curve.flatMap(({ losses }) => Object.keys(losses ?? {})))].filter(
    (name) => name !== 'total',
  )
  const losses = names
    .map((name) => ({ name, points: smoothed(curve, name) }))
    .filter(({ points }) => points.length > 1)
  if (looks.length < 2 || losses.length === 0) return null
  const last = Math.max(...curve.map(({ seconds }) => seconds))
  const panels = [
    panel('AP on the pictures that choose, %', [{ name: '', points: looks }], last, true),
    panel(`Losses, means of ${SMOOTHED} steps`, losses, last, false),
  ]
  return plotSvg(panels, { width: WIDTH, height: HEIGHT }, INSET.left, about)
}

function smoothed(curve: readonly CurvePoint[], name: string): [number, number][] {
  const steps = curve.flatMap(({ seconds, losses }) => {
    const value = losses?.[name]
    return value === undefined ? [] : [[seconds, value] as const]
  })
  const points: [number, number][] = []
  for (let first = 0; first < steps.length; first += SMOOTHED) {
    const part = steps.slice(first, first + SMOOTHED)
    const mean = (index: 0 | 1) => part.reduce((sum, step) => sum + step[index], 0) / part.length
    points.push([mean(0), mean(1)])
  }
  return points
}

function panel(title: string, lines: readonly Line[], lastSecond: number, dots: boolean): string {
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value))
  const [low, high, step] = rangeOf(values)
  const x = (seconds: number) => INSET.left + (seconds / lastSecond) * (WIDTH - INSET.left - INSET.right)
  const y = (value: number) =>
    HEIGHT - INSET.bottom - ((value - low) / (high - low)) * (HEIGHT - INSET.bottom - INSET.top)
  const parts = [`<text class="title" x="${INSET.left}" y="22">${escapeXml(title)}</text>`]
  for (let tick = low; tick <= high + step / 2; tick += step)
    parts.push(
      `<line class="grid" x1="${INSET.left}" x2="${WIDTH - INSET.right}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${INSET.left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${Number(tick.toPrecision(3))}</text>`,
    )
  const minutes = lastSecond / 60
  const every = Math.max(1, Math.round(minutes / 5))
  for (let minute = 0; minute <= minutes; minute += every)
    parts.push(
      `<text x="${px(x(60 * minute))}" y="${HEIGHT - INSET.bottom + 18}" text-anchor="middle">${minute}</text>`,
    )
  parts.push(
    `<text x="${(INSET.left + WIDTH - INSET.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">minutes</text>`,
  )
  for (const { name, points } of lines) {
    const at = points.map(([seconds, value]) => `${px(x(seconds))},${px(y(value))}`)
    parts.push(`<polyline class="line" points="${at.join(' ')}"/>`)
    if (dots)
      for (const [seconds, value] of points)
        parts.push(`<circle class="dot" cx="${px(x(seconds))}" cy="${px(y(value))}" r="4"/>`)
    const [seconds, value] = points.at(-1) as readonly [number, number]
    if (name)
      parts.push(`<text x="${px(x(seconds))}" y="${px(y(value) - 7)}" text-anchor="end">${escapeXml(name)}</text>`)
  }
  return parts.join('\n')
}

/** Round ends around the values, and the step between four or so lines. */
function rangeOf(values: readonly number[]): [low: number, high: number, step: number] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const rough = (most - least || Math.abs(most) || 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  const low = Math.floor(least / step) * step
  return [low, Math.max(Math.ceil(most / step) * step, low + step), step]
}
