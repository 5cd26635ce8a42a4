/** The threshold, over a histogram of all scores: what it hides is seen before it is hidden. Acts at once. */
import { useMemo } from 'react'
import { t } from '../i18n/t.ts'
import type { Face } from '../state/engine-types.ts'
import { HIGHEST_THRESHOLD, LOWEST_THRESHOLD } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'
import { scoreHistogram } from '../state/shown-faces.ts'
import { Bars } from './bars.tsx'

const BINS = 50

export function Threshold({ faces }: { readonly faces: readonly Face[] }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const change = useSettings((state) => state.change)
  return (
    <div className="threshold">
      <div className="threshold-label">
        <label htmlFor="threshold">{t('Show faces from score')}</label>
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
  return <Bars bars={bars} shown={(bin) => (bin + 1) / BINS > threshold} />
}
