/** Whether the page opens without a network, where the networks came from, and the button that deletes them here. */
import { forgetPage, useOffline } from '../offline/offline-store.ts'

export function OfflineChoice() {
  const { ready, weightsFromDevice } = useOffline()
  return (
    <div className="keep-now">
      <p className="soft" data-testid="offline">
        {ready
          ? 'The page works without a network. '
          : 'The page needs a network: this browser has not kept it, or does not allow it. '}
        {weightsFromDevice && 'The networks were read from this device, their hashes checked.'}
      </p>
      {ready && (
        <button
          type="button"
          className="button"
          data-testid="forget-page"
          aria-label="Delete the page from this device"
          onClick={() => void forgetPage()}
        >
          Delete
        </button>
      )}
    </div>
  )
}
