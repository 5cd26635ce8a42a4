/** A small histogram over a slider. A drawing for the eye: who uses it says in words what it shows. */

interface BarsProps {
  readonly bars: readonly number[]
  /** Whether a bin is on show; the others are drawn pale. */
  readonly shown: (bin: number) => boolean
}

const HEIGHT = 28

export function Bars({ bars, shown }: BarsProps) {
  // Most faces crowd into few bins; the root keeps the rare ones visible.
  const tallest = Math.sqrt(Math.max(1, ...bars))
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${Math.max(1, bars.length)} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {bars.map((bar, bin) => {
        const height = bar === 0 ? 0.6 : Math.max(2, (Math.sqrt(bar) / tallest) * HEIGHT)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin's place is its name
            key={bin}
            className={shown(bin) ? 'shown' : undefined}
            x={bin + 0.12}
            y={HEIGHT - height}
            width={0.76}
            height={height}
          />
        )
      })}
    </svg>
  )
}
