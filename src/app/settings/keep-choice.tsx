/** Whether pictures and results outlive a reload, how many do now, and the button that deletes them. */
import { useKeep } from '../keep/keep-store.ts'
import { deleteKept } from '../keep/start.ts'
import { OfflineChoice } from './offline-choice.tsx'

export function KeepChoice() {
  const { on, kept, earlier, choose } = useKeep()
  const sum = kept + earlier.reduce((total, { pictures }) => total + pictures, 0)
  return (
    <fieldset className="keep">
      <legend>On this device</legend>
      <label className="keep-label">
        <input
          type="checkbox"
          checked={on}
          data-testid="keep"
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        <span>Keep what is open over a reload</span>
      </label>
      <div className="keep-now">
        <p className="soft" data-testid="kept">
          {sum === 0
            ? 'Nothing is kept now.'
            : `${sum} ${sum === 1 ? 'picture is' : 'pictures are'} kept in this browser.`}
        </p>
        {sum > 0 && (
          <button
            type="button"
            className="button"
            data-testid="delete-kept"
            aria-label="Delete the kept pictures"
            onClick={() => void deleteKept(true)}
          >
            Delete
          </button>
        )}
      </div>
      <OfflineChoice />
    </fieldset>
  )
}
