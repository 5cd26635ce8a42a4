/** Whether the labels would survive a reload at this moment; asks before a tab with unstored work is closed. */
import { useEffect } from 'react'
import { said, t } from '../i18n/t.ts'
import { retrySaving, useLabels } from '../state/label-store.ts'
import { exportProject } from './save-labels.ts'
import { focusList } from './ui-store.ts'

export function Stored() {
  const { unsaved, trouble } = useLabels((state) => state.saving)
  const atRisk = useLabels((state) => state.pictures.length > 0 && (unsaved > 0 || trouble !== null))
  useEffect(() => {
    if (!atRisk) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [atRisk])
  const words = trouble ? t('Not stored') : unsaved > 0 ? t('Storing…') : t('Stored on this device')
  return (
    <p className="label-stored soft" data-testid="stored" data-trouble={trouble ? true : undefined}>
      {words}
    </p>
  )
}

/** Over the stage: why something would be lost, with the ways out. */
export function StoreTrouble() {
  const trouble = useLabels((state) => state.saving.trouble)
  if (!trouble) return null
  return (
    <div className="strip-note" role="alert" data-testid="label-trouble">
      <p>{said(trouble)}</p>
      <div className="label-row">
        <button type="button" className="button" onClick={() => void exportProject()}>
          {t('Save the project')}
        </button>
        <button type="button" className="button" onClick={retry}>
          {t('Try to store again')}
        </button>
      </div>
    </div>
  )
}

function retry() {
  retrySaving()
  focusList()
}
