/** What shall learn, what that costs, and the button that starts it. */
import { said, t } from '../i18n/t.ts'
import { useModels } from '../state/model-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { Advanced } from './advanced.tsx'
import type { TrainChoice } from './choice.ts'
import { Measuring, PlanWords } from './plan-words.tsx'
import { changeChoice, makePlan, otherPictures, startTraining, useTraining } from './training.ts'

export function PlanStep() {
  const { pictures, notes, choice, plan, planning, failure } = useTraining()
  const faces = pictures.reduce((sum, picture) => sum + picture.faces.filter(({ ignored }) => !ignored).length, 0)
  const nothing = !choice.mbfcn && !choice.generator && !choice.discriminator
  const ready = plan !== null && plan.refusal === null
  return (
    <>
      <div className="train-row">
        <p data-testid="train-pictures">
          <strong>
            {t('{pictures} pictures, {n} face. | {pictures} pictures, {n} faces.', {
              pictures: pictures.length,
              n: faces,
            })}
          </strong>{' '}
          <Base />
        </p>
        <button type="button" className="button" onClick={otherPictures}>
          {t('Other pictures')}
        </button>
      </div>
      {notes.map((note) => (
        <p key={note} className="soft">
          {said(note)}
        </p>
      ))}
      <fieldset className="train-networks" disabled={planning}>
        <legend>{t('What learns')}</legend>
        <Switch
          of="mbfcn"
          label={t('Detector (MB-FCN)')}
          note={t('Finds more, in minutes. Start with this one alone.')}
        />
        <Switch
          of="generator"
          label={t('Generator')}
          note={t('Enlarges tiny faces. Needs faces of 48 px or more; takes long.')}
        />
        <Switch
          of="discriminator"
          label={t('Discriminator')}
          note={t('Judges what the detector proposes. Takes long.')}
        />
      </fieldset>
      <Advanced disabled={planning} />
      <div role="status" className="train-plan">
        {planning && <Measuring />}
        {ready && <PlanWords />}
      </div>
      {failure && (
        <p role="alert" className="train-refusal" data-testid="train-refusal">
          {said(failure)}
        </p>
      )}
      <div className="train-buttons">
        {ready ? (
          <button
            type="button"
            className="button primary"
            data-testid="start-training"
            onClick={() => void startTraining()}
          >
            {t('Start the training')}
          </button>
        ) : (
          <button
            type="button"
            className="button primary"
            data-testid="plan-training"
            disabled={nothing || planning}
            onClick={() => void makePlan()}
          >
            {t('Plan the training')}
          </button>
        )}
        {nothing && <p className="soft">{t('Choose at least one network.')}</p>}
      </div>
    </>
  )
}

function Base() {
  const { preset, model } = useSettings((state) => state.settings)
  const own = useModels((state) => state.models.find(({ id }) => id === model))
  return own
    ? t('Learning starts from your model “{name}”.', { name: own.name })
    : t('Learning starts from the networks that ship with the page ({preset}).', { preset })
}

interface SwitchProps {
  readonly of: keyof Pick<TrainChoice, 'mbfcn' | 'generator' | 'discriminator'>
  readonly label: string
  readonly note: string
}

function Switch({ of, label, note }: SwitchProps) {
  const choice = useTraining((state) => state.choice)
  return (
    <label className="train-switch">
      <input
        type="checkbox"
        checked={choice[of]}
        onChange={(event) => changeChoice({ ...choice, [of]: event.currentTarget.checked })}
      />
      <span>
        <strong>{label}</strong>
        <small>{note}</small>
      </span>
    </label>
  )
}
