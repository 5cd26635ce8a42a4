/** Which picture is labelled: the list of all, the ways to the next and the one before, and whether it is done. */
import { t } from '../i18n/t.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { countLabels, useCurrentLabels, useLabels } from '../state/label-store.ts'
import { stepPicture, toggleDone } from './acts.ts'
import { LeftIcon, RightIcon } from './label-icons.tsx'
import { DONE_ID, useLabelUi } from './ui-store.ts'
import { pictureWords } from './words.ts'

export function PictureNav() {
  const pictures = useLabels((state) => state.pictures)
  const show = useLabels((state) => state.show)
  const open = useLabelUi((state) => state.open)
  const current = useCurrentLabels()
  if (!current) return null
  const at = pictures.indexOf(current)
  const { done } = countLabels(pictures)
  return (
    <nav className="label-nav" aria-label={t('Pictures to label')}>
      <div className="label-row">
        <button
          type="button"
          className="button quiet"
          aria-label={t('Previous picture (Shift P)')}
          onClick={() => stepPicture(-1)}
        >
          <LeftIcon />
        </button>
        <select
          aria-label={t('Picture')}
          data-testid="label-picture"
          value={current.id}
          onChange={(event) => show(Number(event.currentTarget.value))}
        >
          {pictures.map((picture) => (
            <option key={picture.id} value={picture.id}>
              {pictureWords(picture)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button quiet"
          aria-label={t('Next picture (P)')}
          onClick={() => stepPicture(1)}
        >
          <RightIcon />
        </button>
        <button
          type="button"
          className="button quiet"
          aria-label={t('Take {name} out', { name: current.name })}
          aria-haspopup="dialog"
          title={t('Take this picture out')}
          onClick={() => open('remove')}
        >
          <CloseIcon />
        </button>
      </div>
      <div className="label-row label-done">
        <label>
          <input id={DONE_ID} type="checkbox" data-testid="label-done" checked={current.done} onChange={toggleDone} />
          {t('Every face has its box: done')}
        </label>
        <span className="soft" data-testid="label-place">
          {t('{n} of {total}, {done} done', { n: at + 1, total: pictures.length, done })}
        </span>
      </div>
    </nav>
  )
}
