/** What stands where there is no picture to label: how to begin, or that the labels are open elsewhere. */
import { useEffect } from 'react'
import { t } from '../i18n/t.ts'
import { openLabels } from '../state/label-store.ts'
import { BEGIN_ID, rescueFocus } from './ui-store.ts'

export function NothingYet({
  onBrowse,
  onBrowseFolder,
}: {
  readonly onBrowse: () => void
  readonly onBrowseFolder: () => void
}) {
  useEffect(() => rescueFocus(BEGIN_ID), [])
  return (
    <section className="card label-start" aria-label={t('Begin to label')}>
      <h2>{t('Label a few pictures')}</h2>
      <p>
        {t(
          'Add pictures, and label files if you have some: WIDER FACE, COCO, YOLO, Pascal VOC, CSV, JSON, or a project’s zip. Or drop all of them on this page at once.',
        )}
      </p>
      <div className="card-actions">
        <button type="button" className="button primary" id={BEGIN_ID} data-testid="add-to-labels" onClick={onBrowse}>
          {t('Add pictures or labels')}
        </button>
        <button type="button" className="button" onClick={onBrowseFolder}>
          {t('Add a folder')}
        </button>
      </div>
      <p className="soft">{t('What you do here is stored on this device as you do it, and nowhere else.')}</p>
    </section>
  )
}

export function Elsewhere() {
  return (
    <section className="card label-start" aria-label={t('Open elsewhere')}>
      <h2>{t('Your labels are open in another tab')}</h2>
      <p>{t('Only one tab at a time can change them. Go on there, or take them over here: nothing is lost.')}</p>
      <div className="card-actions">
        <button type="button" className="button primary" onClick={() => void openLabels(true)}>
          {t('Label here')}
        </button>
      </div>
    </section>
  )
}
