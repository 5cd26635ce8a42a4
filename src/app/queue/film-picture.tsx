/** One picture of the film: thumbnail, state, name, and the way to close it. */
import { t } from '../i18n/t.ts'
import { CloseIcon } from '../shell/icons.tsx'
import type { OpenedPicture } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { spokenState, stateWords } from './queue-words.ts'
import { useThumbnails } from './thumbnails.ts'

interface FilmPictureProps {
  readonly picture: OpenedPicture
  readonly current: boolean
  /** From 1. */
  readonly place: number
  readonly of: number
  /** CSS px from the film's beginning. */
  readonly start: number
  readonly onShow: () => void
  readonly onClose: () => void
}

export function FilmPicture({ picture, current, place, of, start, onShow, onClose }: FilmPictureProps) {
  const url = useThumbnails((state) => state.urls.get(picture.id))
  const threshold = useSettings((state) => state.settings.threshold)
  const { name, status } = picture
  const spoken = `${name}, ${spokenState(picture, threshold)}`
  return (
    <li
      style={{ translate: `${start}px 0` }}
      aria-posinset={place}
      aria-setsize={of}
      data-current={current || undefined}
      data-status={status}
    >
      <button
        type="button"
        className="film-show"
        aria-current={current ? 'true' : undefined}
        aria-label={spoken}
        title={spoken}
        // One stop for the Tab key; from there the arrow keys go on.
        tabIndex={current ? 0 : -1}
        onClick={onShow}
      >
        <span className="film-thumb">
          {url && <img src={url} alt="" draggable={false} />}
          <small>{stateWords(picture, threshold)}</small>
        </span>
        <span className="film-name">{name.slice(name.lastIndexOf('/') + 1)}</span>
      </button>
      <button
        type="button"
        className="film-close"
        aria-label={t('Close {name}', { name })}
        tabIndex={current ? 0 : -1}
        onClick={onClose}
      >
        <CloseIcon />
      </button>
    </li>
  )
}
