/** From the open pictures to labelling them; what that needs is loaded on the click. */
import { LabelIcon } from '../shell/icons.tsx'
import { useMode } from '../state/mode-store.ts'

export function LabelButton() {
  return (
    <button
      type="button"
      className="button label-button"
      data-testid="label"
      title="Label these pictures"
      onClick={() => void enter()}
    >
      <LabelIcon />
      Label<span className="visually-hidden"> these pictures</span>
    </button>
  )
}

async function enter() {
  try {
    const { labelOpenPictures } = await import('./enter.ts')
    await labelOpenPictures()
  } catch {
    useMode.getState().say('The part of the page that labels was not reached. Check the connection and try again.')
  }
}
