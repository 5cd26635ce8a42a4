/** The open pictures: as a film under the stage with its progress, once there is more than one. */
import { t } from '../i18n/t.ts'
import { usePictures } from '../state/picture-store.ts'
import { Film } from './film.tsx'
import { QueueBar } from './queue-bar.tsx'
import './queue.css'

export function Queue() {
  const many = usePictures((state) => state.pictures.length > 1)
  if (!many) return null
  return (
    <nav className="queue" aria-label={t('Open pictures')}>
      <QueueBar />
      <Film />
    </nav>
  )
}
