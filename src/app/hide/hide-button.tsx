/** Opens and closes the hiding of faces. */
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
      aria-label="Hide faces"
      title="Hide faces"
      onClick={() => setOpen(!open)}
    >
      <HideIcon />
    </button>
  )
}
