/** Opens the page about the method, which is loaded when it is first asked for. */
import { lazy, Suspense, useState } from 'react'
import { t } from '../i18n/t.ts'
import { InfoIcon } from '../shell/icons.tsx'

const AboutDialog = lazy(() => import('./about-dialog.tsx'))

export function AboutButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button quiet"
        data-testid="about"
        aria-label={t('About Specklens')}
        aria-haspopup="dialog"
        title={t('About Specklens')}
        onClick={() => setOpen(true)}
      >
        <InfoIcon />
      </button>
      {open && (
        <Suspense fallback={null}>
          <AboutDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
