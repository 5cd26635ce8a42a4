/** The models on this device: use one, download, import, delete, go back to what ships. */
import { useRef, useState } from 'react'
import type { ModelFacts } from '../../storage/models.ts'
import { english, said, t } from '../i18n/t.ts'
import { chooseModel, removeModel, useModels } from '../state/model-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { downloadModel, importModel, modelTrouble } from './model-zip.ts'

export function Models() {
  const models = useModels((state) => state.models)
  const current = useSettings((state) => state.settings.model)
  const [words, setWords] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const attempt = (work: Promise<string>) => work.then(setWords, (reason: unknown) => setWords(modelTrouble(reason)))
  const bring = async (file: File) => {
    const { name } = await importModel(file)
    return english('“{name}” was added. Choose “Use” to search with it.', { name })
  }
  return (
    <section className="train-box train-models" aria-label={t('Models')}>
      <h3>{t('Models')}</h3>
      <ul>
        <li>
          <p>
            <strong>{t('As shipped')}</strong>
          </p>
          <UseButton used={current === null} name={t('the shipped networks')} onUse={() => chooseModel(null)} />
        </li>
        {models.map((facts) => (
          <li key={facts.id} data-testid="own-model">
            <p>
              <strong>{facts.name}</strong> <span className="soft">{about(facts)}</span>
            </p>
            <UseButton used={current === facts.id} name={facts.name} onUse={() => chooseModel(facts)} />
            <button
              type="button"
              className="button"
              aria-label={t('Download {name}', { name: facts.name })}
              onClick={() => void attempt(downloadModel(facts))}
            >
              {t('Download')}
            </button>
            <DeleteButton facts={facts} onDelete={() => void attempt(forget(facts))} />
          </li>
        ))}
      </ul>
      <div className="train-buttons">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {t('Import a model')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".zip,application/zip"
          data-testid="import-model"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            if (file) void attempt(bring(file))
            currentTarget.value = ''
          }}
        />
      </div>
      <p role="status" data-testid="models-said">
        {said(words)}
      </p>
    </section>
  )
}

async function forget({ id, name }: ModelFacts): Promise<string> {
  await removeModel(id)
  return english('“{name}” was deleted.', { name })
}

function about({ preset, created, report, bytes, restores }: ModelFacts): string {
  const parts = [preset, new Date(created).toLocaleDateString(), `${(bytes / 1e6).toFixed(1)} MB`]
  const [before, after] = [report?.before.ap, report?.after.ap]
  if (before != null && after != null)
    parts.push(t('AP {before} → {after}', { before: (100 * before).toFixed(1), after: (100 * after).toFixed(1) }))
  if (restores) parts.push(t('restores pictures first'))
  return parts.join(' · ')
}

interface UseButtonProps {
  readonly used: boolean
  readonly name: string
  readonly onUse: () => void
}

/** Stays a button where it is in use, so that the focus has somewhere to stay. */
function UseButton({ used, name, onUse }: UseButtonProps) {
  return (
    <button type="button" className="button" aria-pressed={used} aria-label={t('Use {name}', { name })} onClick={onUse}>
      {used ? t('In use') : t('Use')}
    </button>
  )
}

/** Asks once more: a deleted model cannot be brought back. */
function DeleteButton({ facts, onDelete }: { readonly facts: ModelFacts; readonly onDelete: () => void }) {
  const [asked, setAsked] = useState(false)
  return (
    <button
      type="button"
      className="button"
      aria-label={t(asked ? 'Delete {name} for good' : 'Delete {name}', { name: facts.name })}
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? onDelete() : setAsked(true))}
    >
      {asked ? t('Delete for good') : t('Delete')}
    </button>
  )
}
