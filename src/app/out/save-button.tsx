/** Opens the saving dialog, which is loaded when it is first asked for. */
import { lazy, Suspense, useState } from 'react'
import { t } from '../i18n/t.ts'
import { SaveIcon } from '../shell/icons.tsx'

const SaveDialog = lazy(() => import('./save-dialog.tsx'))

export function SaveButton() {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button quiet"
        aria-label={t('Save or copy')}
        aria-haspopup="dialog"
        title={t('Save or copy')}
        data-testid="export"
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
      >
        <SaveIcon />
      </button>
      {wanted && (
        <Suspense fallback={null}>
          <SaveDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
