/** Which pictures to learn from; and a training that was interrupted. */
import { type ComponentProps, useRef, useState } from 'react'
import { FolderIcon, OpenIcon } from '../shell/icons.tsx'
import { useTrainEntry } from './entry-store.ts'
import { openLabelled } from './labelled-input.ts'
import { forgetRun, goOn, takePictures, useTraining } from './training.ts'

export function StartStep() {
  const notes = useTraining((state) => state.notes)
  const labelled = useTrainEntry((state) => state.labelled)
  const [busy, setBusy] = useState(false)
  const take = async (files: readonly File[], folder: boolean) => {
    setBusy(true)
    const { pictures, notes: said } = await openLabelled(files, folder)
    setBusy(false)
    takePictures(pictures, said)
  }
  return (
    <>
      <Interrupted />
      <p>
        The networks learn from pictures of your kind in which the faces are marked: a night camera, a drone, old
        photographs. It takes 12 pictures with some 150 faces to gain much; 4 with 30 are the least. Everything stays on
        this device.
      </p>
      {labelled.length > 0 && (
        <button type="button" className="button primary" onClick={() => takePictures(labelled, [])}>
          Use the {labelled.length} labelled pictures
        </button>
      )}
      <section className="train-box" aria-label="Open labelled pictures">
        <h3>Pictures with a label file</h3>
        <p className="soft">
          WIDER FACE (.txt), COCO (.json), YOLO (.txt), Pascal VOC (.xml), or this page’s own JSON, in one folder or zip
          with the pictures.
        </p>
        <Pickers onTake={(files, folder) => void take(files, folder)} />
        <div role="status" className="train-notes">
          {busy ? <p>Looking through the files…</p> : notes.map((note) => <p key={note}>{note}</p>)}
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
        Open a folder
      </button>
      <button type="button" className="button" onClick={() => files.current?.click()}>
        <OpenIcon />
        Open files or a zip
      </button>
      <input data-testid="train-folder" ref={folder} {...props(true)} {...WHOLE_FOLDER} />
      <input data-testid="train-files" ref={files} {...props(false)} accept="image/*,.zip,.txt,.json,.xml" />
    </div>
  )
}

function Interrupted() {
  const unfinished = useTraining((state) => state.unfinished)
  if (!unfinished) return null
  const { run, started, progress } = unfinished
  const done = progress?.outcome != null
  const steps = progress?.points.filter(({ stage }) => stage === 'mbfcn' || stage === 'second').length ?? 0
  return (
    <section className="train-box train-interrupted" aria-label="Interrupted training">
      <h3>{done ? 'A training has ended' : 'A training was interrupted'}</h3>
      <p>
        {run.pictures.length} pictures, begun {new Date(started).toLocaleString()}
        {done ? '. Its result waits for your decision.' : `, ${steps} ${steps === 1 ? 'step' : 'steps'} done.`}
      </p>
      <div className="train-buttons">
        <button type="button" className="button primary" data-testid="go-on" onClick={() => void goOn(unfinished)}>
          {done ? 'Show the result' : 'Go on with it'}
        </button>
        <button type="button" className="button" onClick={() => void forgetRun()}>
          Discard it
        </button>
      </div>
    </section>
  )
}
