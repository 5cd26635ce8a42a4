/** Tells a screen reader which face is chosen, and what was just done to it. */
import { said } from '../i18n/t.ts'
import { useCurrentLabels, useLabels } from '../state/label-store.ts'
import { useLabelUi } from './ui-store.ts'
import { pictureWords, spokenFace } from './words.ts'

export function LabelAnnouncer() {
  const current = useCurrentLabels()
  const selectedId = useLabels((state) => state.selected?.id)
  const last = useLabelUi((state) => state.said)
  const face = current?.faces.find(({ id }) => id === selectedId)
  const about =
    face && current ? spokenFace(face, current.faces) : current ? pictureWords({ ...current, done: false }) : ''
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="label-announcer">
      {last && `${said(last)}. `}
      {about}
    </div>
  )
}
