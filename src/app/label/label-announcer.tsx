/** Tells a screen reader which face is chosen, and what was just done to it. */
import { useCurrentLabels, useLabels } from '../state/label-store.ts'
import { useLabelUi } from './ui-store.ts'
import { countWords, spokenFace } from './words.ts'

export function LabelAnnouncer() {
  const current = useCurrentLabels()
  const selectedId = useLabels((state) => state.selected?.id)
  const said = useLabelUi((state) => state.said)
  const face = current?.faces.find(({ id }) => id === selectedId)
  const about =
    face && current ? spokenFace(face, current.faces) : current ? `${current.name}: ${countWords(current.faces)}` : ''
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="label-announcer">
      {said && `${said}. `}
      {about}
    </div>
  )
}
