/** The threshold, over a histogram of all scores: what it hides is seen before it is hidden. Acts at once. */
import { useMemo } from 'react'
import type { Face } from '../state/engine-types.ts'
import { HIGHEST_THRESHOLD, LOWEST_THRESHOLD } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'
import { scoreHistogram } from '../state/shown-faces.ts'

const BINS = 50

export function Threshold({ faces }: { readonly faces: readonly Face[] }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const change = useSettings((state) => state.change)
  return (
    <div className="threshold">
      <div className="threshold-label">
        <label htmlFor="threshold">Show faces from score</label>
        <output htmlFor="threshold" className="figures">
          {threshold.toFixed(2)}
        </output>
      </div>
      <Histogram faces={faces} threshold={threshold} />
      <input
        id="threshold"
        data-testid="threshold"
        type="range"
        min={LOWEST_THRESHOLD}
        max={HIGHEST_THRESHOLD}
        step={0.01}
        value={threshold}
        onChange={(event) => change({ threshold: event.currentTarget.valueAsNumber })}
      />
    </div>
  )
}

function Histogram({ faces, threshold }: { readonly faces: readonly Face[]; readonly threshold: number }) {
  const bars = useMemo(() => scoreHistogram(faces, BINS), [faces])
  // Scores pile up at the low end; the root keeps the few sure ones visible.
  const tallest = Math.sqrt(Math.max(1, ...bars))
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${BINS} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {bars.map((bar, bin) => {
        const height = bar === 0 ? 0.6 : Math.max(2, (Math.sqrt(bar) / tallest) * 28)
        const shown = (bin + 1) / BINS > threshold
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin's place is its name
            key={bin}
            className={shown ? 'shown' : undefined}
            x={bin + 0.12}
            y={28 - height}
            width={0.76}
            height={height}
          />
        )
      })}
    </svg>
  )
}
