/** Pictures labelled on this page that nobody has called done: why they do not train, and the way there. */
import { t } from '../i18n/t.ts'
import { DONE_ID } from '../label/ui-store.ts'
import { useMode } from '../state/mode-store.ts'
import { useTrainEntry } from './entry-store.ts'

export function Undone() {
  const { labelled, undone } = useTrainEntry()
  if (undone === null || (undone === 0 && labelled.length > 0)) return null
  return (
    <section className="train-box" aria-label={t('Your labels')} data-testid="train-undone">
      <h3>{t('Your labels')}</h3>
      <p>
        {undone === 0
          ? t('There is no labelled picture on this page yet. Add some to the labels, or open labelled ones below.')
          : labelled.length === 0
            ? t(
                'Your labelled picture is not marked done, so there is nothing to learn from yet. | None of your {n} labelled pictures is marked done, so there is nothing to learn from yet.',
                { n: undone },
              )
            : t('{n} more picture is not marked done. | {n} more pictures are not marked done.', { n: undone })}
      </p>
      {undone > 0 && (
        <p className="soft">
          {t(
            'A face without a box would be learnt as background. Look through each picture, box what is missing, and tick “Every face has its box: done”.',
          )}
        </p>
      )}
      <div className="train-buttons">
        <button type="button" className="button" data-testid="back-to-labels" onClick={backToLabels}>
          {t('Back to the labels')}
        </button>
      </div>
    </section>
  )
}

function backToLabels() {
  useTrainEntry.setState({ open: false })
  if (useMode.getState().mode !== 'label') useMode.getState().setMode('label')
  // Not the button that opened the dialog but what is to be done next; after the browser has given the focus back.
  setTimeout(() => document.getElementById(DONE_ID)?.focus())
}
