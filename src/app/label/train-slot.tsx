/** From labels to a network that learned them. */
import { LearnIcon } from '../shell/icons.tsx'
import { labelledPictures } from '../state/label-store.ts'
import { openTraining } from '../train/entry-store.ts'

export function TrainSlot() {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label="Train with these"
      title="Train with the pictures that are marked done"
      data-testid="train-with-labels"
      aria-haspopup="dialog"
      onClick={() => openTraining(labelledPictures())}
    >
      <LearnIcon />
      <span className="wide">Train</span>
    </button>
  )
}
