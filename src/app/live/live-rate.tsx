/** How many of the source's frames are searched; the others are dropped, never queued. */
import { t } from '../i18n/t.ts'
import { useLive } from '../state/live-store.ts'

export function LiveRate() {
  const { frame, rate, sourceRate } = useLive()
  if (!frame) return t('Looking at the first frame…')
  return (
    <>
      <strong data-testid="frame-rate">{rate.toFixed(1)}</strong> {t('frames searched a second')}
      {sourceRate >= 1 && t(' of {n} shown; the others are dropped', { n: Math.round(sourceRate) })}
    </>
  )
}
