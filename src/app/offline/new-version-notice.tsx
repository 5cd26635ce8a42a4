/** "A new version is ready": says so, reloads when it is asked to, never by itself. Part of the shell: a part loaded later could be gone. */
import { type FocusEvent, useRef } from 'react'
import { t } from '../i18n/t.ts'
import { useKeep } from '../keep/keep-store.ts'
import { changeToNewVersion, useOffline } from './offline-store.ts'

/** Stands in the shell's status region, which tells screen readers. */
export function NewVersionNotice() {
  const newVersion = useOffline((state) => state.newVersion)
  const keeps = useKeep((state) => state.on && state.trouble === null)
  const before = useRef<Element | null>(null)
  if (!newVersion) return null

  const later = () => {
    useOffline.setState({ newVersion: false })
    if (before.current instanceof HTMLElement) before.current.focus()
  }
  /** Where the keyboard came from, and goes back to. */
  const enter = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget && !currentTarget.parentElement?.contains(relatedTarget)) before.current = relatedTarget
  }
  return (
    <div className="notice new-version" data-testid="new-version">
      <p>
        {t('A new version is ready.')}{' '}
        <span className="soft">
          {keeps
            ? t('Pictures, results and labels are still there after a reload.')
            : t('A reload closes the open pictures, since they are not kept. Labels stay.')}
        </span>
      </p>
      <button type="button" className="button" onFocus={enter} onClick={() => void changeToNewVersion()}>
        {t('Reload')}
      </button>
      <button type="button" className="button quiet" onFocus={enter} onClick={later}>
        {t('Later')}
      </button>
    </div>
  )
}
