/** A link that carries the settings, and the way back to the defaults. */
import { useEffect, useState } from 'react'
import { t } from '../i18n/t.ts'
import { DEFAULT_SETTINGS, settingsQuery } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'

export function ShareSettings() {
  const { settings, change } = useSettings()
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no')
  const link = `${location.origin}${location.pathname}?${settingsQuery(settings)}`
  // Another choice makes another link.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is what the answer belongs to
  useEffect(() => setCopied('no'), [link])
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    )
  return (
    <div className="share">
      <button type="button" className="button" data-testid="copy-link" onClick={() => void copy()}>
        {t('Copy link')}
      </button>
      <button
        type="button"
        className="button quiet"
        data-testid="reset-settings"
        onClick={() => change(DEFAULT_SETTINGS)}
      >
        {t('Back to defaults')}
      </button>
      <p className="soft" role="status">
        {copied === 'yes' && t('Copied. The link carries the settings, no picture.')}
        {copied === 'refused' && (
          <>
            {t('The browser did not let the page copy it. Here it is: ')}
            <span className="share-link">{link}</span>
          </>
        )}
      </p>
    </div>
  )
}
