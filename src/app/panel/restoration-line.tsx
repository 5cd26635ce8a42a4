/** A line under the facts of a bad picture: that it can be restored, or what was; and the button that searches it the other way. */
import { t } from '../i18n/t.ts'
import { toggleRestored, useRestored } from '../restored/restored-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { conditionWords, restorationNews, restoredWords } from './restoration-words.ts'

export function RestorationLine({ looked: { detection, opened } }: { readonly looked: Looked }) {
  const { settings, change } = useSettings()
  const rerun = usePictures((state) => state.rerun)
  const shown = useRestored((state) => state.on)
  const condition = detection?.condition
  if (!opened || !detection || !condition) return null
  const { status, ranWith } = opened
  // While it is searched again the old line stays, and with it the button that has the focus.
  const busy = status === 'waiting' || status === 'running'
  if (!busy && status !== 'done') return null
  const news = restorationNews(detection, busy ? ranWith?.restore === true : settings.restore)
  if (!news) return null
  const restored = news === 'restored'
  const search = (restore: boolean) => {
    if (busy) return
    change({ restore })
    rerun(opened.id)
  }
  return (
    <div className="soft restoration" data-testid="restoration">
      <p id="restoration-words">
        {restored && restoredWords(condition)}
        {news === 'hint' && t(conditionWords(condition))}
        {news === 'too-large' && t('This picture is too large to be restored: at most 24 megapixels are.')}
      </p>
      {restored && (
        <button
          type="button"
          className="link-button"
          data-testid="restoration-show"
          aria-pressed={shown}
          onClick={toggleRestored}
        >
          {shown ? t('Show it as it was') : t('Show it restored')}
        </button>
      )}
      {(news === 'hint' || (restored && ranWith?.restore)) && (
        <button
          type="button"
          className="link-button"
          data-testid="restoration-search"
          aria-describedby="restoration-words"
          aria-disabled={busy || undefined}
          onClick={() => search(!restored)}
        >
          {restored ? t('Search it as it is') : t('Restore and search again')}
        </button>
      )}
    </div>
  )
}
