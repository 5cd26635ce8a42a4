/** One small curve: the last value in words, its course as a line. */

export interface Line {
  readonly name: string
  readonly values: readonly (readonly [step: number, value: number])[]
  readonly dashed?: boolean
}

interface CurveProps {
  readonly title: string
  readonly help?: string
  readonly lines: readonly Line[]
  /** Of the vertical axis; the values' own where it is left out. */
  readonly range?: readonly [number, number]
  readonly format?: (value: number) => string
}

const [WIDTH, HEIGHT] = [240, 64]

export function Curve({ title, help, lines, range, format = (value) => value.toPrecision(3) }: CurveProps) {
  const all = lines.flatMap(({ values }) => values)
  if (all.length === 0) return null
  const steps = all.map(([step]) => step)
  const heights = all.map(([, value]) => value)
  const [from, to] = [Math.min(...steps), Math.max(...steps)]
  const [low, high] = range ?? [Math.min(...heights), Math.max(...heights)]
  const x = (step: number) => ((step - from) / Math.max(1, to - from)) * WIDTH
  const y = (value: number) => HEIGHT - 3 - ((value - low) / (high - low || 1)) * (HEIGHT - 6)
  const words = lines.flatMap(({ name, values }) => {
    const [first, last] = [values[0], values.at(-1)]
    return first && last ? [`${name ? `${name} ` : ''}${format(first[1])} → ${format(last[1])}`] : []
  })
  return (
    <figure className="curve">
      <figcaption>
        <strong>{title}</strong>
        <span className="figures">{words.join(', ')}</span>
        {help && <small>{help}</small>}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {lines.map(({ name, values, dashed }) => (
          <polyline
            key={name}
            className={dashed ? 'second-line' : undefined}
            points={thinned(values)
              .map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`)
              .join(' ')}
          />
        ))}
      </svg>
    </figure>
  )
}

/** Two points a pixel at most: a line of thousands would hold the page up at every step. The last one stays. */
function thinned(values: Line['values']): Line['values'] {
  const every = Math.ceil(values.length / (2 * WIDTH))
  return every <= 1 ? values : values.filter((_, at) => at % every === 0 || at === values.length - 1)
}
