/** Lays over the picture what MB-FCN's branches say of each place, for the curious. */
import { t } from '../i18n/t.ts'
import { HeatIcon } from '../shell/icons.tsx'
import { toggleHeat, useHeat } from './heat-store.ts'

export function HeatButton() {
  const on = useHeat((state) => state.on)
  return (
    <button
      type="button"
      className="button quiet"
      data-testid="heat"
      aria-pressed={on}
      aria-label={t('Heat map')}
      title={t('Heat map')}
      onClick={toggleHeat}
    >
      <HeatIcon />
    </button>
  )
}
