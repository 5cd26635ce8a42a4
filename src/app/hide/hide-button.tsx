/** Opens and closes the hiding of faces. */
import { t } from '../i18n/t.ts'
import { HideIcon } from '../shell/icons.tsx'
import { useHide } from './hide-store.ts'

export function HideButton() {
  const { open, setOpen } = useHide()
  return (
    <button
      type="button"
      className="button quiet"
      data-testid="hide"
      aria-expanded={open}
      aria-label={t('Hide faces')}
      title={t('Hide faces')}
      onClick={() => setOpen(!open)}
    >
      <HideIcon />
    </button>
  )
}
