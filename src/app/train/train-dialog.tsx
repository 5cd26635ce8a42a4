/** The dialog in which a person improves the networks on their own pictures, and keeps what came out. */
import { useEffect, useRef } from 'react'
import { t } from '../i18n/t.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { refreshModels } from '../state/model-store.ts'
import { useTrainEntry } from './entry-store.ts'
import { Models } from './models.tsx'
import { PlanStep } from './plan-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RunStep } from './run-step.tsx'
import { StartStep } from './start-step.tsx'
import { lookAround, useTraining } from './training.ts'
import { useDrop } from './use-drop.ts'
import './train.css'

const STEPS = { start: StartStep, ready: PlanStep, running: RunStep, result: ResultStep }

/** The button that opened the dialog may be gone by now: then a way in takes the focus. */
function keepFocus() {
  const ways = '[data-testid="train"], [data-testid="other-ways"], [data-testid="open-files"]'
  for (const way of document.querySelectorAll<HTMLElement>(ways)) {
    if (document.activeElement !== document.body) return
    way.focus()
  }
}

export default function TrainDialog() {
  const open = useTrainEntry((state) => state.open)
  const phase = useTraining((state) => state.phase)
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The browser keeps the focus inside, closes it on Escape and gives the focus back.
    if (open) {
      if (!dialog.current?.open) dialog.current?.showModal()
      void lookAround()
      void refreshModels()
    } else dialog.current?.close()
  }, [open])
  const first = useRef(phase)
  // What was clicked is gone with its step: without this the focus would be, too.
  useEffect(() => {
    if (first.current !== phase) title.current?.focus()
    first.current = phase
  }, [phase])
  const { dragging, handlers } = useDrop()
  const Step = STEPS[phase]
  return (
    <dialog
      ref={dialog}
      className="train"
      aria-labelledby="train-title"
      data-testid="train-dialog"
      data-dragging={(dragging && (phase === 'start' || phase === 'ready')) || undefined}
      {...handlers}
      onClose={() => {
        useTrainEntry.setState({ open: false })
        keepFocus()
      }}
    >
      <header className="train-head">
        <h2 id="train-title" ref={title} tabIndex={-1}>
          {t('Improve on my pictures')}
        </h2>
        <button
          type="button"
          className="button quiet"
          aria-label={phase === 'running' ? t('Close; the training goes on') : t('Close')}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </header>
      <div className="train-body">
        <Step />
        {(phase === 'start' || phase === 'ready') && <Models />}
      </div>
    </dialog>
  )
}
