/** What the training gained, on pictures that it did not learn from; and whether to keep it. */
import { type FormEvent, useState } from 'react'
import type { TrainingOutcome, TrainingRun } from '../../engine/protocol.ts'
import type { NetworkName } from '../../networks/preset.ts'
import { bytesOfModel, type KeptModel } from '../../storage/models.ts'
import { said, t } from '../i18n/t.ts'
import { addModel, chooseModel, useModels } from '../state/model-store.ts'
import { modelTrouble, newModelId } from './model-zip.ts'
import { ResultPictures } from './result-pictures.tsx'
import { ResultTable } from './result-table.tsx'
import { minutes } from './stage-words.ts'
import { closeResult, useTraining } from './training.ts'

export function ResultStep() {
  const { outcome, run } = useTraining()
  if (!outcome || !run) return null
  const { improved, before, after, report, notices } = outcome.result
  const [then, now] = report ? [report.before, report.after] : [before, after]
  return (
    <>
      <p className="train-verdict" data-testid="verdict" role="status">
        {improved
          ? t('It got better. Training took {time}.', { time: minutes(outcome.milliseconds) })
          : t(
              'Nothing got better on the pictures that choose, so the networks stay as they were. More pictures, or more steps, may help.',
            )}
      </p>
      {notices.map((notice) => (
        <p key={notice} className="soft">
          {said(notice)}
        </p>
      ))}
      <ResultTable before={then} after={now} />
      <p className="soft">
        {report
          ? t('Measured on pictures that neither learned nor chose.')
          : t('Measured on the pictures that chose, since there were none to spare: expect less on new ones.')}
      </p>
      {improved ? <KeepForm outcome={outcome} run={run} /> : <CloseButton label={t('Close')} />}
      <ResultPictures outcome={outcome} run={run} />
    </>
  )
}

function CloseButton({ label }: { readonly label: string }) {
  return (
    <button type="button" className="button" data-testid="close-result" onClick={() => void closeResult()}>
      {label}
    </button>
  )
}

interface KeepFormProps {
  readonly outcome: TrainingOutcome
  readonly run: TrainingRun
}

function KeepForm({ outcome, run }: KeepFormProps) {
  const models = useModels((state) => state.models)
  const [name, setName] = useState(() => t('My pictures, {date}', { date: new Date().toLocaleDateString() }))
  const [trouble, setTrouble] = useState<string | null>(null)
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const base = models.find(({ id }) => id === run.engine.model?.id)?.name ?? run.engine.preset
    const kept = modelOf(outcome, run, name.trim() || t('My model'), base)
    try {
      await addModel(kept)
      chooseModel(kept.facts)
      await closeResult()
    } catch (reason) {
      setTrouble(modelTrouble(reason))
    }
  }
  return (
    <form className="train-keep" onSubmit={(event) => void keep(event)}>
      <label htmlFor="model-name">{t('Keep it as')}</label>
      <input
        id="model-name"
        value={name}
        maxLength={80}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="button primary" data-testid="keep-model">
        {t('Keep and use it')}
      </button>
      <CloseButton label={t('Discard')} />
      {trouble && (
        <p role="alert" className="train-refusal">
          {said(trouble)}
        </p>
      )}
    </form>
  )
}

function modelOf({ result, model: own }: TrainingOutcome, run: TrainingRun, name: string, base: string): KeptModel {
  const { report, before, after, kept } = result
  const { second } = run.settings
  const trained: NetworkName[] = []
  if (kept.mbfcn) trained.push('mbfcn')
  if (kept.second && second?.learns.generator) trained.push('generator')
  if (kept.second && second?.learns.discriminator) trained.push('discriminator')
  const model = { ...own, id: newModelId() }
  const faces = run.pictures.reduce((sum, picture) => sum + picture.faces.filter(({ ignored }) => !ignored).length, 0)
  return {
    facts: {
      id: model.id,
      name,
      created: Date.now(),
      preset: run.engine.preset,
      base,
      report: {
        pictures: run.pictures.length,
        faces,
        measuredOn: report ? 'report' : 'select',
        before: report?.before ?? before,
        after: report?.after ?? after,
        trained,
      },
      bytes: bytesOfModel(model),
    },
    model,
  }
}
