/** Tells a screen reader what changed: the stage of the work, and the result. Not every tile. */
import { t } from '../i18n/t.ts'
import { useFilter } from '../state/filter-store.ts'
import { useCurrentPicture, usePictures } from '../state/picture-store.ts'
import { stageName } from '../state/progress-words.ts'
import { useSettings } from '../state/settings-store.ts'
import { shownFaces } from '../state/shown-faces.ts'

export function Announcer() {
  const stage = usePictures((state) => (state.job ? stageName(state.job.progress) : null))
  const picture = useCurrentPicture()
  const threshold = useSettings((state) => state.settings.threshold)
  const heights = useFilter((state) => state.heights)
  let words = ''
  if (stage) words = stage
  else if (picture?.status === 'done' && picture.detection) {
    const count = shownFaces(picture.detection.faces, threshold, heights).length
    words = t('{n} face found in {name}. | {n} faces found in {name}.', { n: count, name: picture.name })
  } else if (picture?.status === 'stopped') words = t('Stopped.')
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {words}
    </div>
  )
}
