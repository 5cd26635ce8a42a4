/** The open pictures as tabs, each with its state in words and its number of faces. */
import { CloseIcon } from '../shell/icons.tsx'
import { type OpenedPicture, usePictures } from '../state/picture-store.ts'
import { closePicture } from '../state/runner.ts'
import { useSettings } from '../state/settings-store.ts'
import { countShown } from '../state/shown-faces.ts'

export function PictureStrip() {
  const { pictures, currentId, show } = usePictures()
  const threshold = useSettings((state) => state.settings.threshold)
  return (
    <nav className="strip" aria-label="Open pictures">
      <ul>
        {pictures.map((picture) => (
          <li key={picture.id} data-current={picture.id === currentId || undefined}>
            <button
              type="button"
              className="strip-name"
              aria-current={picture.id === currentId ? 'true' : undefined}
              onClick={() => show(picture.id)}
            >
              <span>{picture.name}</span>
              <small>{stateOf(picture, threshold)}</small>
            </button>
            <button
              type="button"
              className="strip-close"
              aria-label={`Close ${picture.name}`}
              onClick={() => closePicture(picture.id)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function stateOf({ status, detection }: OpenedPicture, threshold: number): string {
  if (status === 'waiting') return 'waiting'
  if (status === 'running') return 'searching'
  if (status === 'failed') return 'failed'
  if (status === 'stopped') return 'stopped'
  return String(countShown(detection?.faces ?? [], threshold))
}
