/** The way into training, from anywhere: a button, and a line over the page while it trains with its dialog closed. */
import { lazy, Suspense, useEffect } from 'react'
import { said, t } from '../i18n/t.ts'
import { LearnIcon } from '../shell/icons.tsx'
import { openTraining, useTrainEntry } from './entry-store.ts'

const loadDialog = () => import('./train-dialog.tsx')
const TrainDialog = lazy(loadDialog)

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
      {t('Improve on my pictures')}
    </button>
  )
}

/** The dialog, loaded when it is first asked for, and the line that leads back to it. */
export function TrainDoor() {
  const { wanted, status } = useTrainEntry()
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
      {/* It stays behind the open dialog, so that the focus has somewhere to return to. */}
      {status && (
        <div className="train-status">
          <p>{said(status)}</p>
          <button type="button" className="button" data-testid="train-status" onClick={() => openTraining()}>
            {t('Show')}
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
