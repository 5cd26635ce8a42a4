/** The one open picture: its name, its state in words, the way to close it, and what else there is to know. */
import { said, t } from '../i18n/t.ts'
import { KeepTrouble } from '../keep/keep-trouble.tsx'
import { LabelButton } from '../label/label-button.tsx'
import { stateWords } from '../queue/queue-words.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { useCurrentPicture, usePictures } from '../state/picture-store.ts'
import { closePicture } from '../state/runner.ts'
import { useSettings } from '../state/settings-store.ts'

export function PictureStrip() {
  const alone = usePictures((state) => state.pictures.length === 1)
  const picture = useCurrentPicture()
  const threshold = useSettings((state) => state.settings.threshold)
  if (!picture) return null
  const { id, name, note } = picture
  return (
    <div className="strip">
      {alone && (
        <div className="strip-open">
          <nav aria-label={t('Open pictures')}>
            <ul>
              <li>
                <span className="strip-name">
                  <span>{name}</span>
                  <small>{stateWords(picture, threshold)}</small>
                </span>
                <button
                  type="button"
                  className="strip-close"
                  aria-label={t('Close {name}', { name })}
                  onClick={() => closePicture(id)}
                >
                  <CloseIcon />
                </button>
              </li>
            </ul>
          </nav>
          <LabelButton />
        </div>
      )}
      {note && <p className="strip-note">{said(note)}</p>}
      <KeepTrouble />
    </div>
  )
}
