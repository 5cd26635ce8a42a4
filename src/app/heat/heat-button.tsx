/** Lays over the picture what MB-FCN's branches say of each place, for the curious. */
import { t } from '../i18n/t.ts'
import { IconButton } from '../shell/icon-button.tsx'
import { HeatIcon } from '../shell/icons.tsx'
import { toggleHeat, useHeat } from './heat-store.ts'

export function HeatButton() {
  const on = useHeat((state) => state.on)
  return (
    <IconButton label={t('Heat map')} pressed={on} onClick={toggleHeat} testId="heat">
      <HeatIcon />
    </IconButton>
  )
}
