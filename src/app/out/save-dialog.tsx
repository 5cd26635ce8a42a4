/** Everything that can be saved or copied, each with a sentence on what it holds and what not. */
import { Modal, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useFilter } from '../state/filter-store.ts'
import { rangeWords } from '../state/heights.ts'
import { useSettings } from '../state/settings-store.ts'
import { copyBoxed, copyList, saveBoxed, saveCrops, saveLabels } from './actions.ts'
import { LABEL_FORMATS } from './label-formats.ts'
import { useOut } from './out-job.ts'
import { countFaces, type Result, type Scope, useResults } from './results.ts'
import './out.css'

interface SaveDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

export default function SaveDialog({ open, onClose }: SaveDialogProps) {
  const phone = useMediaQuery('(max-width: 640px)')
  return (
    <Modal.Root
      opened={open}
      onClose={onClose}
      size={600}
      fullScreen={phone ?? false}
      classNames={{ content: 'save-dialog' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* The library's own header would be a second banner of the page. */}
        <div className="save-head">
          <Modal.Title className="save-title">Save or copy</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <Choices onDone={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Choices({ onDone }: { readonly onDone: () => void }) {
  const [wanted, setScope] = useState<Scope>('current')
  const current = useResults('current')
  const all = useResults('all')
  const several = all.length > 1
  const scope = several ? wanted : 'current'
  const results = scope === 'all' ? all : current
  const count = countFaces(results)
  const [only] = results
  const busy = useOut((state) => state.job !== null)
  const start = (work: () => void) => () => {
    work()
    onDone()
  }
  return (
    <div className="save-choices">
      {several && (
        <SegmentedControl
          fullWidth
          aria-label="Which pictures"
          value={scope}
          data={[
            { value: 'current', label: 'This picture' },
            { value: 'all', label: `All ${all.length} searched` },
          ]}
          onChange={(value) => setScope(value as Scope)}
        />
      )}
      <WhatIsSaved results={results} count={count} />
      {busy && <p role="status">A file is being made. The next one can be saved when it is ready.</p>}
      <Group title="Pictures">
        <Choice
          name={scope === 'all' ? 'Pictures with boxes' : 'Picture with boxes'}
          note={scope === 'all' ? 'A zip of PNG files in full size.' : 'PNG in full size.'}
          disabled={busy}
          onChoose={start(() => saveBoxed(results))}
        />
        <Choice
          name="Faces"
          note="A zip: each face as it is and super-resolved, and index.csv. Takes a while for thousands."
          disabled={busy || count === 0}
          onChoose={start(() => saveCrops(results))}
        />
      </Group>
      <Group title="Copy">
        {only && scope === 'current' && (
          <Choice
            name="Copy the picture with boxes"
            note="To paste in a document or a message."
            disabled={busy}
            onChoose={start(() => copyBoxed(only))}
          />
        )}
        <Choice
          name="Copy the list"
          note="As text that a spreadsheet takes as a table. No picture sizes."
          disabled={busy || count === 0}
          onChoose={start(() => copyList(results))}
        />
      </Group>
      <Group title="Boxes as data">
        {LABEL_FORMATS.map((format) => (
          <Choice
            key={format.id}
            name={format.name}
            note={format.note}
            disabled={busy}
            onChoose={start(() => saveLabels(format, results))}
          />
        ))}
      </Group>
    </div>
  )
}

function WhatIsSaved({ results, count }: { readonly results: readonly Result[]; readonly count: number }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const heights = useFilter((state) => state.heights)
  const where = results.length === 1 ? (results[0]?.name ?? '') : `${results.length} pictures`
  return (
    <p className="soft" data-testid="what-is-saved">
      The {count === 1 ? 'one face' : `${count} faces`} on show in {where}: score {threshold.toFixed(2)} and up,{' '}
      {rangeWords(heights)}.
    </p>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="save-group" aria-label={title}>
      <h3>{title}</h3>
      <div className="save-grid">{children}</div>
    </section>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly note: string
  readonly disabled: boolean
  readonly onChoose: () => void
}

function Choice({ name, note, disabled, onChoose }: ChoiceProps) {
  return (
    <button type="button" className="save-choice" disabled={disabled} onClick={onChoose}>
      <strong>{name}</strong>
      <span>{note}</span>
    </button>
  )
}
