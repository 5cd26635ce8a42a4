/** Why the list is empty, and what would fill it. */
import { Button } from '@mantine/core'
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
        <p>{sure === 1 ? 'One face is' : `${sure} faces are`} hidden: none has a height in the range that you chose.</p>
        <Button variant="default" size="xs" mt={10} onClick={() => setHeights(ALL_HEIGHTS)}>
          Show every height
        </Button>
      </div>
    )
  return (
    <p className="empty">
      {faces.length > 0
        ? 'No face is this sure. Move the slider to the left to see the less certain ones.'
        : 'No face was found. If there are very small ones, choose a lower “Smallest face” in the settings.'}
    </p>
  )
}
