/** Heights of the faces that reach the threshold, as a histogram with two thumbs: what lies between them is shown. */
import { RangeSlider } from '@mantine/core'
import { useMemo } from 'react'
import { t } from '../i18n/t.ts'
import type { Face } from '../state/engine-types.ts'
import { useFilter } from '../state/filter-store.ts'
import {
  ALL_HEIGHTS,
  edgesOfRange,
  heightEdges,
  heightHistogram,
  heightWords,
  rangeOfEdges,
  rangeWords,
} from '../state/heights.ts'
import { useSettings } from '../state/settings-store.ts'
import { countShown } from '../state/shown-faces.ts'
import { Bars } from './bars.tsx'

const MOST_BINS = 28

export function HeightFilter({ faces }: { readonly faces: readonly Face[] }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const { heights, setHeights } = useFilter()
  const { all, edges, bars } = useMemo(() => {
    const all = faces.slice(0, countShown(faces, threshold)).map(({ box }) => box.height)
    const edges = heightEdges(all, MOST_BINS)
    return { all, edges, bars: heightHistogram(all, edges) }
  }, [faces, threshold])
  const filtered = heights.from !== null || heights.to !== null
  const [start, end] = edgesOfRange(edges, heights)
  // Faces of one height leave nothing to choose from.
  const choosable = edges.length > 2
  if (!choosable && !filtered) return null
  return (
    <div className="threshold heights">
      <div className="threshold-label">
        <span>{t('Face height')}</span>
        <span>
          {filtered && (
            <button type="button" className="link-button" onClick={() => setHeights(ALL_HEIGHTS)}>
              {t('Show all')}
            </button>
          )}
          <output className="figures" data-testid="height-range">
            {rangeWords(heights)}
          </output>
        </span>
      </div>
      {choosable && (
        <>
          <p className="visually-hidden">{heightWords(all)}</p>
          <Bars bars={bars} shown={(bin) => bin >= start && bin < end} />
          <RangeSlider
            className="height-slider"
            size={4}
            thumbSize={18}
            min={0}
            max={edges.length - 1}
            step={1}
            minRange={1}
            label={null}
            value={[start, end]}
            thumbFromLabel={t('Smallest height shown')}
            thumbToLabel={t('Largest height shown')}
            thumbValueText={(edge) => `${edge === end ? (edges[edge] ?? 1) - 1 : edges[edge]} px`}
            onChange={([from, to]) => setHeights(rangeOfEdges(edges, from, to))}
          />
        </>
      )}
    </div>
  )
}
