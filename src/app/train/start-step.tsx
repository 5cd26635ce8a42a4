/** Which pictures to learn from; and a training that was interrupted. */
import { type ComponentProps, useRef } from 'react'
import { said, t } from '../i18n/t.ts'
import { picturesOfFiles, picturesOfFolder } from '../intake/dropped-files.ts'
import { FolderIcon, OpenIcon } from '../shell/icons.tsx'
import { useTrainEntry } from './entry-store.ts'
import { openLabelled } from './open-labelled.ts'
import { forgetRun, goOn, takePictures, useTraining } from './training.ts'
import { Undone } from './undone.tsx'

export function StartStep() {
  const notes = useTraining((state) => state.notes)
  const labelled = useTrainEntry((state) => state.labelled)
  const busy = useTraining((state) => state.opening)
  const take = (files: readonly File[], folder: boolean) =>
    openLabelled((found) => (folder ? picturesOfFolder : picturesOfFiles)(files, found))
  return (
    <>
      <Interrupted />
      <p>
        {t(
          'The networks learn from pictures of your kind in which the faces are marked: a night camera, a drone, old photographs. It takes 12 pictures with some 150 faces to gain much; 4 with 30 are the least. Everything stays on this device.',
        )}
      </p>
      {labelled.length > 0 && (
        <button type="button" className="button primary" onClick={() => takePictures(labelled, [])}>
          {t('Use the labelled picture | Use the {n} labelled pictures', { n: labelled.length })}
        </button>
      )}
      <Undone />
      <section className="train-box" aria-label={t('Open labelled pictures')}>
        <h3>{t('Pictures with a label file')}</h3>
        <p className="soft">
          {t(
            'WIDER FACE (.txt), COCO (.json), YOLO (.txt), Pascal VOC (.xml), a table (.csv), or this page’s own JSON, in one folder or zip with the pictures. Or drop them on this dialog.',
          )}
        </p>
        <Pickers onTake={(files, folder) => void take(files, folder)} />
        <div role="status" className="train-notes">
          {busy ? <p>{t('Looking through the files…')}</p> : notes.map((note) => <p key={note}>{said(note)}</p>)}
        </div>
      </section>
    </>
  )
}

/** An attribute that React's types do not know yet. */
const WHOLE_FOLDER = { webkitdirectory: '' }

function Pickers({ onTake }: { readonly onTake: (files: readonly File[], folder: boolean) => void }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const props = (whole: boolean): ComponentProps<'input'> => ({
    type: 'file',
    multiple: true,
    hidden: true,
    onChange: ({ currentTarget }) => {
      const chosen = [...(currentTarget.files ?? [])]
      // The same file can be chosen again.
      currentTarget.value = ''
      if (chosen.length > 0) onTake(chosen, whole)
    },
  })
  return (
    <div className="train-buttons">
      <button type="button" className="button" onClick={() => folder.current?.click()}>
        <FolderIcon />
        {t('Open a folder')}
      </button>
      <button type="button" className="button" onClick={() => files.current?.click()}>
        <OpenIcon />
        {t('Open files or a zip')}
      </button>
      <input data-testid="train-folder" ref={folder} {...props(true)} {...WHOLE_FOLDER} />
      <input
        data-testid="train-files"
        ref={files}
        {...props(false)}
        accept="image/*,.zip,.txt,.json,.xml,.csv,.names"
      />
    </div>
  )
}

function Interrupted() {
  const unfinished = useTraining((state) => state.unfinished)
  if (!unfinished) return null
  const { run, started, progress } = unfinished
  const done = progress?.outcome != null
  const values = { pictures: run.pictures.length, time: new Date(started).toLocaleString() }
  const steps = progress?.points.filter(({ stage }) => stage === 'mbfcn' || stage === 'second').length ?? 0
  return (
    <section className="train-box train-interrupted" aria-label={t('Interrupted training')}>
      <h3>{done ? t('A training has ended') : t('A training was interrupted')}</h3>
      <p>
        {done
          ? t('{pictures} pictures, begun {time}. Its result waits for your decision.', values)
          : t(
              '{pictures} pictures, begun {time}, {n} step done. | {pictures} pictures, begun {time}, {n} steps done.',
              {
                ...values,
                n: steps,
              },
            )}
      </p>
      <div className="train-buttons">
        <button type="button" className="button primary" data-testid="go-on" onClick={() => void goOn(unfinished)}>
          {done ? t('Show the result') : t('Go on with it')}
        </button>
        <button type="button" className="button" onClick={() => void forgetRun()}>
          {t('Discard it')}
        </button>
      </div>
    </section>
  )
}
