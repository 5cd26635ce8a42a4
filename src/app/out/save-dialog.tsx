/** Everything that can be saved or copied, each with a sentence on what it holds and what not. */
import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { said, t } from '../i18n/t.ts'
import { useFilter } from '../state/filter-store.ts'
import { rangeWords } from '../state/heights.ts'
import { useSettings } from '../state/settings-store.ts'
import { copyBoxed, copyList, saveBoxed, saveCrops, saveLabels } from './actions.ts'
import { Dialog } from './dialog.tsx'
import { LABEL_FORMATS } from './label-formats.ts'
import { useOut } from './out-job.ts'
import { countFaces, type Result, type Scope, useResults } from './results.ts'

interface SaveDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

export default function SaveDialog({ open, onClose }: SaveDialogProps) {
  return (
    <Dialog open={open} title={t('Save or copy')} onClose={onClose}>
      <Choices onDone={onClose} />
    </Dialog>
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
          aria-label={t('Which pictures')}
          value={scope}
          data={[
            { value: 'current', label: t('This picture') },
            { value: 'all', label: t('All {n} searched', { n: all.length }) },
          ]}
          onChange={(value) => setScope(value as Scope)}
        />
      )}
      <WhatIsSaved results={results} count={count} />
      {busy && <p role="status">{t('A file is being made. The next one can be saved when it is ready.')}</p>}
      <Group title={t('Pictures')}>
        <Choice
          name={scope === 'all' ? t('Pictures with boxes') : t('Picture with boxes')}
          note={scope === 'all' ? t('A zip of PNG files in full size.') : t('PNG in full size.')}
          disabled={busy}
          onChoose={start(() => saveBoxed(results))}
        />
        <Choice
          name={t('Faces')}
          note={t('A zip: each face as it is and super-resolved, and index.csv. Takes a while for thousands.')}
          disabled={busy || count === 0}
          onChoose={start(() => saveCrops(results))}
        />
      </Group>
      <Group title={t('Copy')}>
        {only && scope === 'current' && (
          <Choice
            name={t('Copy the picture with boxes')}
            note={t('To paste in a document or a message.')}
            disabled={busy}
            onChoose={start(() => copyBoxed(only))}
          />
        )}
        <Choice
          name={t('Copy the list')}
          note={t('As text that a spreadsheet takes as a table. No picture sizes.')}
          disabled={busy || count === 0}
          onChoose={start(() => copyList(results))}
        />
      </Group>
      <Group title={t('Boxes as data')}>
        {LABEL_FORMATS.map((format) => (
          <Choice
            key={format.id}
            name={said(format.name)}
            note={said(format.note)}
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
  const where = results.length === 1 ? (results[0]?.name ?? '') : t('{n} pictures', { n: results.length })
  return (
    <p className="soft" data-testid="what-is-saved">
      {t(
        'The one face on show in {where}: score {score} and up, {heights}. | The {n} faces on show in {where}: score {score} and up, {heights}.',
        { n: count, where, score: threshold.toFixed(2), heights: rangeWords(heights) },
      )}
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
