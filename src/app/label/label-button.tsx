/** From the open pictures to labelling them; what that needs is loaded on the click. */
import { useEffect, useRef } from 'react'
import { english, t } from '../i18n/t.ts'
import { LabelIcon } from '../shell/icons.tsx'
import { useMode } from '../state/mode-store.ts'

let coming = false

/** Back from labelling: the button that led there gets the focus again. */
export function leaveLabels() {
  coming = true
  useMode.getState().setMode('pictures')
}

export function LabelButton() {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (coming) button.current?.focus()
    coming = false
  }, [])
  return (
    <button
      ref={button}
      type="button"
      className="button label-button"
      data-testid="label"
      title={t('Label these pictures')}
      aria-label={t('Label these pictures')}
      onClick={() => void enter()}
    >
      <LabelIcon />
      {t('Label')}
    </button>
  )
}

async function enter() {
  try {
    const { labelOpenPictures } = await import('./enter.ts')
    await labelOpenPictures()
  } catch {
    useMode
      .getState()
      .say(english('The part of the page that labels was not reached. Check the connection and try again.'))
  }
}
