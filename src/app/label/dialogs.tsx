/** The dialogs of labelling: export with what would be lost, all keys, and whether to take a picture out. */
import { losses } from '../../formats/losses.ts'
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
      <Dialog open={dialog === 'export'} title="Export labels" onClose={close}>
        <Export onDone={close} />
      </Dialog>
      <Dialog open={dialog === 'shortcuts'} title="Keys" onClose={close}>
        <Shortcuts />
      </Dialog>
      <Dialog
        open={dialog === 'remove'}
        title="Take this picture out?"
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
        {pictures.length === 1 ? 'One picture' : `${pictures.length} pictures`}. In a picture that is done, proposals
        that were not rejected count as faces.
      </p>
      {busy && <p role="status">A file is being made. The next one can be saved when it is ready.</p>}
      <section className="save-group" aria-label="Project">
        <h3>Project</h3>
        <button type="button" className="save-choice" disabled={busy} onClick={start(() => void exportProject())}>
          <strong>Project</strong>
          <span>A zip with the pictures and everything about their faces. Open it here again to go on.</span>
        </button>
      </section>
      <section className="save-group" aria-label="Labels">
        <h3>Labels</h3>
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
                <strong>{writer.name}</strong>
                <span>{writer.note}</span>
                <span className="label-lost">
                  {lost.length > 0 ? `Not kept: ${lost.join('; ')}.` : 'Nothing is lost.'}
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
        They work while the picture or the list of boxes has the focus; undo and redo by Ctrl (⌘ on a Mac) work
        everywhere.
      </p>
      {SHORTCUTS.map(({ title, keys }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
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
        {current.name} leaves the labels with its {current.faces.length} {current.faces.length === 1 ? 'box' : 'boxes'}.
        This cannot be undone.
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
          Take it out
        </button>
        <button type="button" className="button" onClick={onDone}>
          Keep it
        </button>
      </div>
    </div>
  )
}
