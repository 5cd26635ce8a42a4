/** Why the list is empty, and what would fill it. */
import { Button } from '@mantine/core'
import { t } from '../i18n/t.ts'
import type { Face } from '../state/engine-types.ts'
import { useFilter } from '../state/filter-store.ts'
import { ALL_HEIGHTS } from '../state/heights.ts'
import { useSettings } from '../state/settings-store.ts'
import { countShown } from '../state/shown-faces.ts'

export function NoFaces({ faces }: { readonly faces: readonly Face[] }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const { heights, setHeights } = useFilter()
  const sure = countShown(faces, threshold)
  if (sure > 0 && heights !== ALL_HEIGHTS)
    return (
      <div className="empty">
        <p>
          {t(
            'One face is hidden: it has no height in the range that you chose. | {n} faces are hidden: none has a height in the range that you chose.',
            { n: sure },
          )}
        </p>
        <Button variant="default" size="xs" mt={10} onClick={() => setHeights(ALL_HEIGHTS)}>
          {t('Show every height')}
        </Button>
      </div>
    )
  return (
    <p className="empty">
      {faces.length > 0
        ? t('No face is this sure. Move the slider to the left to see the less certain ones.')
        : t('No face was found. If there are very small ones, choose a lower “Smallest face” in the settings.')}
    </p>
  )
}
