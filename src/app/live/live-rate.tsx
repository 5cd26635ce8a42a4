/** How many of the source's frames are searched; the others are dropped, never queued. */
import { useLive } from '../state/live-store.ts'

export function LiveRate() {
  const { frame, rate, sourceRate } = useLive()
  if (!frame) return 'Looking at the first frame…'
  return (
    <>
      <strong data-testid="frame-rate">{rate.toFixed(1)}</strong> frames searched a second
      {sourceRate >= 1 && ` of ${Math.round(sourceRate)} shown; the others are dropped`}
    </>
  )
}
