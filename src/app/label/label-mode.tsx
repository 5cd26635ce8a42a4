/** Labelling: bar, stage and panel. Loaded when it is first entered. */
import { type KeyboardEvent, useEffect } from 'react'
import { t } from '../i18n/t.ts'
import { PickerInputs, usePickers } from '../intake/pickers.tsx'
import { OutProgress } from '../out/out-progress.tsx'
import { ZoomButtons } from '../stage/zoom-buttons.tsx'
import { openLabels, useCurrentLabels, useLabels } from '../state/label-store.ts'
import { useDecoded } from '../state/use-looked.ts'
import { Elsewhere, NothingYet } from './beginnings.tsx'
import { undoKey } from './commands.ts'
import { Dialogs } from './dialogs.tsx'
import { LabelAnnouncer } from './label-announcer.tsx'
import { LabelBar } from './label-bar.tsx'
import { LabelPanel } from './label-panel.tsx'
import { LabelStage } from './label-stage.tsx'
import { StoreTrouble } from './stored.tsx'
import { labelView } from './ui-store.ts'
import './label.css'

export default function LabelMode() {
  const status = useLabels((state) => state.status)
  const selected = useLabels((state) => state.selected)
  const current = useCurrentLabels()
  const picture = useDecoded(current?.file ?? null)
  const { browseFiles, browseFolder, inputs } = usePickers('label-')
  useEffect(() => {
    void openLabels()
  }, [])

  // Another picture is shown whole; a face chosen by list or key comes to the middle.
  const currentId = current?.id
  useEffect(() => {
    if (currentId !== undefined) labelView.showWhole()
  }, [currentId])
  useEffect(() => {
    const box = selected?.origin === 'list' ? findBox(selected.id) : undefined
    if (box) labelView.reveal(box)
  }, [selected])

  const onKeyDown = (event: KeyboardEvent) => {
    // A text field has an undo of its own.
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return
    if (undoKey(event)) event.preventDefault()
  }

  return (
    <main className="workspace labelling" onKeyDown={onKeyDown} data-empty={!current || undefined}>
      <LabelBar onBrowse={browseFiles} />
      <section className="stage" aria-label={t('Picture to label')}>
        {current && <LabelStage name={current.name} picture={picture} faces={current.faces} />}
        <div className="stage-top">
          <StoreTrouble />
        </div>
        <div className="stage-bottom">
          {status === 'elsewhere' && <Elsewhere />}
          <OutProgress />
          {status === 'open' && !current && <NothingYet onBrowse={browseFiles} onBrowseFolder={browseFolder} />}
          {picture && <ZoomButtons view={labelView} />}
        </div>
      </section>
      <LabelPanel picture={picture} />
      <LabelAnnouncer />
      <Dialogs />
      <PickerInputs inputs={inputs} />
    </main>
  )
}

function findBox(id: number) {
  const { pictures, currentId } = useLabels.getState()
  return pictures.find((picture) => picture.id === currentId)?.faces.find((face) => face.id === id)?.box
}
