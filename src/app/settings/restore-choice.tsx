/** Whether bad pictures are restored before they are searched. */
import { t } from '../i18n/t.ts'
import { useModels } from '../state/model-store.ts'
import { useSettings } from '../state/settings-store.ts'

export function RestoreChoice() {
  const { settings, change } = useSettings()
  const model = useModels((state) => state.models.find(({ id }) => id === settings.model))
  const byItself = model?.restores === true
  return (
    <div className="restore-choice">
      <label className="check-label">
        <input
          type="checkbox"
          checked={settings.restore || byItself}
          disabled={byItself}
          data-testid="restore"
          aria-describedby="restore-help"
          onChange={(event) => change({ restore: event.currentTarget.checked })}
        />
        <span>{t('Restore bad pictures first')}</span>
      </label>
      <p id="restore-help" className="soft">
        {byItself && t('Your model “{name}” does so by itself. ', { name: model.name })}
        {t(
          'Takes noise and motion blur out, and lightens what is dark and noisy. Sharp pictures, camera and video stay as they are. About a second a megapixel where there is something to mend.',
        )}
      </p>
    </div>
  )
}
