/** From labels to a network that learned them. */
import { t } from '../i18n/t.ts'
import { LearnIcon } from '../shell/icons.tsx'
import { labelledPictures, useLabels } from '../state/label-store.ts'
import { openTrainingWith } from '../train/entry-store.ts'

function train() {
  const labelled = labelledPictures()
  openTrainingWith(labelled, useLabels.getState().pictures.length - labelled.length)
}

export function TrainSlot() {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={t('Train with these')}
      title={t('Train with the pictures that are marked done')}
      data-testid="train-with-labels"
      aria-haspopup="dialog"
      onClick={train}
    >
      <LearnIcon />
      <span className="wide">{t('Train')}</span>
    </button>
  )
}
