/** The dialogs of labelling: export with what would be lost, all keys, and whether to take a picture out. */
import { losses } from '../../formats/losses.ts'
import { said, t } from '../i18n/t.ts'
import { Dialog } from '../out/dialog.tsx'
import { useOut } from '../out/out-job.ts'
import { useCurrentLabels, useLabels } from '../state/label-store.ts'
import { SHORTCUTS } from './commands.ts'
import { LABEL_WRITERS } from './label-writers.ts'
import { knownPicture } from './project-zip.ts'
import { exportLabels, exportProject } from './save-labels.ts'
import { BEGIN_ID, rescueFocus, useLabelUi } from './ui-store.ts'

export function Dialogs() {
  const { dialog, open } = useLabelUi()
  const close = () => open(null)
  return (
    <>
      <Dialog open={dialog === 'export'} title={t('Export labels')} onClose={close}>
        <Export onDone={close} />
      </Dialog>
      <Dialog open={dialog === 'shortcuts'} title={t('Keys')} onClose={close}>
        <Shortcuts />
      </Dialog>
      <Dialog
        open={dialog === 'remove'}
        title={t('Take this picture out?')}
        onClose={close}
        onClosed={() => rescueFocus(BEGIN_ID)}
      >
        <Remove onDone={close} />
      </Dialog>
    </>
  )
}

function Export({ onDone }: { readonly onDone: () => void }) {
  const pictures = useLabels((state) => state.pictures)
  const busy = useOut((state) => state.job !== null)
  const known = pictures.map(knownPicture)
  const start = (work: () => void) => () => {
    work()
    onDone()
  }
  return (
    <div className="save-choices">
      <p className="soft">
        {t(
          'One picture. In a picture that is done, proposals that were not rejected count as faces. | {n} pictures. In a picture that is done, proposals that were not rejected count as faces.',
          { n: pictures.length },
        )}
      </p>
      {busy && <p role="status">{t('A file is being made. The next one can be saved when it is ready.')}</p>}
      <section className="save-group" aria-label={t('Project')}>
        <h3>{t('Project')}</h3>
        <button type="button" className="save-choice" disabled={busy} onClick={start(() => void exportProject())}>
          <strong>{t('Project')}</strong>
          <span>{t('A zip with the pictures and everything about their faces. Open it here again to go on.')}</span>
        </button>
      </section>
      <section className="save-group" aria-label={t('Labels')}>
        <h3>{t('Labels')}</h3>
        <div className="save-grid">
          {LABEL_WRITERS.map((writer) => {
            const lost = losses(writer.id, known)
            return (
              <button
                key={writer.id}
                type="button"
                className="save-choice"
                disabled={busy}
                onClick={start(() => void exportLabels(writer))}
              >
                <strong>{said(writer.name)}</strong>
                <span>{t(writer.note)}</span>
                <span className="label-lost">
                  {lost.length > 0
                    ? t('Not kept: {what}.', { what: lost.map(said).join(t('; ')) })
                    : t('Nothing is lost.')}
                </span>
              </button>
            )
          })}
        </div>
      </section>
    </div>
  )
}

function Shortcuts() {
  return (
    <div className="label-keys">
      <p className="soft">
        {t(
          'They work while the picture or the list of boxes has the focus; undo and redo by Ctrl (⌘ on a Mac) work everywhere.',
        )}
      </p>
      {SHORTCUTS.map(({ title, keys }) => (
        <section key={title} aria-label={t(title)}>
          <h3>{t(title)}</h3>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{said(key)}</kbd>
                </dt>
                <dd>{t(does)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function Remove({ onDone }: { readonly onDone: () => void }) {
  const current = useCurrentLabels()
  const remove = useLabels((state) => state.remove)
  if (!current) return null
  return (
    <div className="save-choices">
      <p>
        {t(
          '{name} leaves the labels with its {n} box. This cannot be undone. | {name} leaves the labels with its {n} boxes. This cannot be undone.',
          { name: current.name, n: current.faces.length },
        )}
      </p>
      <div className="label-row">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            remove([current.id])
            onDone()
          }}
        >
          {t('Take it out')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('Keep it')}
        </button>
      </div>
    </div>
  )
}
