/** Whether the page opens without a network, where the networks came from, and the button that deletes them here. */
import { t } from '../i18n/t.ts'
import { forgetPage, useOffline } from '../offline/offline-store.ts'

export function OfflineChoice() {
  const { ready, weightsFromDevice } = useOffline()
  return (
    <div className="keep-now">
      <p className="soft" data-testid="offline">
        {ready
          ? t('The page works without a network. ')
          : t('The page needs a network: this browser has not kept it, or does not allow it. ')}
        {weightsFromDevice && t('The networks were read from this device, their hashes checked.')}
      </p>
      {ready && (
        <button
          type="button"
          className="button"
          data-testid="forget-page"
          aria-label={t('Delete the page from this device')}
          onClick={() => void forgetPage()}
        >
          {t('Delete')}
        </button>
      )}
    </div>
  )
}
