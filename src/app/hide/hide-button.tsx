/** Opens and closes the hiding of faces. */
import { t } from '../i18n/t.ts'
import { IconButton } from '../shell/icon-button.tsx'
import { HideIcon } from '../shell/icons.tsx'
import { useHide } from './hide-store.ts'

export function HideButton() {
  const { open, setOpen } = useHide()
  return (
    <IconButton label={t('Hide faces')} expanded={open} onClick={() => setOpen(!open)} testId="hide">
      <HideIcon />
    </IconButton>
  )
}
