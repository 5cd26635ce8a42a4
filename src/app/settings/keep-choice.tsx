/** Whether pictures and results outlive a reload, how many do now, and the button that deletes them. */
import { t } from '../i18n/t.ts'
import { useKeep } from '../keep/keep-store.ts'
import { deleteKept } from '../keep/start.ts'
import { OfflineChoice } from './offline-choice.tsx'

export function KeepChoice() {
  const { on, kept, earlier, choose } = useKeep()
  const sum = kept + earlier.reduce((total, { pictures }) => total + pictures, 0)
  return (
    <fieldset className="keep">
      <legend>{t('On this device')}</legend>
      <label className="check-label">
        <input
          type="checkbox"
          checked={on}
          data-testid="keep"
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        <span>{t('Keep what is open over a reload')}</span>
      </label>
      <div className="keep-now">
        <p className="soft" data-testid="kept">
          {sum === 0
            ? t('Nothing is kept now.')
            : t('{n} picture is kept in this browser. | {n} pictures are kept in this browser.', { n: sum })}
        </p>
        {sum > 0 && (
          <button
            type="button"
            className="button"
            data-testid="delete-kept"
            aria-label={t('Delete the kept pictures')}
            onClick={() => void deleteKept(true)}
          >
            {t('Delete')}
          </button>
        )}
      </div>
      <OfflineChoice />
    </fieldset>
  )
}
