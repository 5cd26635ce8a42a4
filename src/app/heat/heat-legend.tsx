/** Beside the heat map: which branch is shown, what the colours mean, and what this is. */
import { SegmentedControl } from '@mantine/core'
import { STOPS } from './colours.ts'
import { toggleHeat, useHeat } from './heat-store.ts'
import './heat.css'

const RAMP = `linear-gradient(to right, ${STOPS.map((colour) => `rgb(${colour.join(' ')})`).join(', ')})`

export default function HeatLegend() {
  const { maps, branch } = useHeat()
  if (!maps) return null
  const shown = branch === null ? null : maps[branch]
  return (
    <section className="card heat-legend" aria-label="Heat map" data-testid="heat-legend">
      <div className="heat-head">
        <h2>Where MB-FCN suspects faces</h2>
        <button type="button" className="button quiet" onClick={toggleHeat}>
          Close
        </button>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Branch"
        value={branch === null ? 'all' : String(branch)}
        data={[
          { value: 'all', label: 'All' },
          ...maps.map(({ stride }, at) => ({ value: String(at), label: `1/${stride}` })),
        ]}
        onChange={(value) => useHeat.setState({ branch: value === 'all' ? null : Number(value) })}
      />
      <div className="heat-ramp" aria-hidden="true" style={{ background: RAMP }} />
      <p className="heat-ends">
        <span>unlikely</span>
        <span>surely a face</span>
      </p>
      <p className="soft">
        {shown
          ? `The branch with one cell every ${shown.stride} px looks for faces of ${shown.heights[0]} to ${shown.heights[1]} px, at every scale of the search.`
          : 'The highest of all branches, before the second stage has judged anything.'}
      </p>
    </section>
  )
}
