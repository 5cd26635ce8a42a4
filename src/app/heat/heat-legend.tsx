/** Beside the heat map: which branch is shown, what the colours mean, and what this is. */
import { SegmentedControl } from '@mantine/core'
import { t } from '../i18n/t.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { STOPS } from './colours.ts'
import { toggleHeat, useHeat } from './heat-store.ts'
import './heat.css'

const RAMP = `linear-gradient(to right, ${STOPS.map((colour) => `rgb(${colour.join(' ')})`).join(', ')})`

export default function HeatLegend() {
  const { maps, branch } = useHeat()
  if (!maps) return null
  const shown = branch === null ? null : maps[branch]
  return (
    <section className="card heat-legend" aria-label={t('Heat map')} data-testid="heat-legend">
      <div className="heat-head">
        <h2>{t('Where MB-FCN suspects faces')}</h2>
        <button type="button" className="button quiet" aria-label={t('Close')} onClick={toggleHeat}>
          <CloseIcon />
        </button>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('Branch')}
        value={branch === null ? 'all' : String(branch)}
        data={[
          { value: 'all', label: t('All') },
          ...maps.map(({ stride }, at) => ({ value: String(at), label: `1/${stride}` })),
        ]}
        onChange={(value) => useHeat.setState({ branch: value === 'all' ? null : Number(value) })}
      />
      <p className="heat-ends">
        <span>{t('unlikely')}</span>
        <span className="heat-ramp" aria-hidden="true" style={{ background: RAMP }} />
        <span>{t('surely a face')}</span>
      </p>
      <p className="soft">
        {shown
          ? t(
              'The branch with one cell every {stride} px looks for faces of {from} to {to} px, at every scale of the search.',
              { stride: shown.stride, from: shown.heights[0], to: shown.heights[1] },
            )
          : t('The highest of all branches, before the second stage has judged anything.')}
      </p>
    </section>
  )
}
