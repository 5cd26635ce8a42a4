/** The way into training, from anywhere: a button, and a line over the page while it trains with its dialog closed. */
import { lazy, Suspense, useEffect } from 'react'
import { create } from 'zustand'
import type { LabelledFile } from '../../engine/protocol.ts'
import { LearnIcon } from '../shell/icons.tsx'

const loadDialog = () => import('./train-dialog.tsx')
const TrainDialog = lazy(loadDialog)

interface TrainEntry {
  readonly open: boolean
  /** True once the dialog was asked for: from then on it stays mounted. */
  readonly wanted: boolean
  /** How far the training is, or that one was interrupted; null where there is none. */
  readonly status: string | null
  /** Pictures that were labelled on the page. */
  readonly labelled: readonly LabelledFile[]
}

export const useTrainEntry = create<TrainEntry>(() => ({ open: false, wanted: false, status: null, labelled: [] }))

/** Opens the dialog, with pictures that were labelled elsewhere on the page where there are some. */
export function openTraining(labelled: readonly LabelledFile[] = useTrainEntry.getState().labelled) {
  useTrainEntry.setState({ open: true, wanted: true, labelled })
}

interface TrainButtonProps {
  readonly className?: string
  readonly onTaken?: (() => void) | undefined
}

export function TrainButton({ className = 'button quiet', onTaken }: TrainButtonProps) {
  return (
    <button
      type="button"
      className={className}
      data-testid="train"
      aria-haspopup="dialog"
      onClick={() => {
        onTaken?.()
        openTraining()
      }}
    >
      <LearnIcon />
      Improve on my pictures
    </button>
  )
}

/** The dialog, loaded when it is first asked for, and the line that leads back to it. */
export function TrainDoor() {
  const { open, wanted, status } = useTrainEntry()
  // After the first paint: a training that a closed tab interrupted is offered again.
  useEffect(() => {
    const timer = setTimeout(
      () => void import('./unfinished.ts').then(({ lookForUnfinished }) => lookForUnfinished()),
      800,
    )
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {status && !open && (
        <div className="train-status">
          <p>{status}</p>
          <button type="button" className="button" data-testid="train-status" onClick={() => openTraining()}>
            Show
          </button>
        </div>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <TrainDialog />
        </Suspense>
      )}
    </>
  )
}
