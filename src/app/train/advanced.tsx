/** Every number of the training, with the paper's defaults and the way back to them, and what each loss is. */
import { type ReactNode, useId, useState } from 'react'
import { t } from '../i18n/t.ts'
import { DEFAULT_CHOICE, type Field, PROPOSAL_FIELDS, SECOND_FIELDS, SEED_FIELD } from './choice.ts'
import { LOSSES } from './losses.ts'
import { changeChoice, useTraining } from './training.ts'

export function Advanced({ disabled }: { readonly disabled: boolean }) {
  const choice = useTraining((state) => state.choice)
  const reset = () =>
    changeChoice({
      ...DEFAULT_CHOICE,
      mbfcn: choice.mbfcn,
      generator: choice.generator,
      discriminator: choice.discriminator,
    })
  return (
    <details className="train-advanced">
      <summary data-testid="train-advanced">{t('Advanced')}</summary>
      <Fields title={t('Detector (MB-FCN)')} fields={PROPOSAL_FIELDS} disabled={disabled} />
      <Fields title={t('Generator and discriminator')} fields={SECOND_FIELDS} disabled={disabled} />
      <Fields title={t('Pictures')} fields={[SEED_FIELD]} disabled={disabled}>
        <RestoreField />
      </Fields>
      <button type="button" className="button" disabled={disabled} onClick={reset}>
        {t('Back to the defaults')}
      </button>
      <h3>{t('The losses')}</h3>
      <dl className="train-losses">
        {LOSSES.map(({ name, title, help }) => (
          <div key={name}>
            <dt>{t(title)}</dt>
            <dd>{t(help)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

interface FieldsProps {
  readonly title: string
  readonly fields: readonly Field[]
  readonly disabled: boolean
  /** What is no number. */
  readonly children?: ReactNode
}

function Fields({ title, fields, disabled, children }: FieldsProps) {
  return (
    <fieldset className="train-fields" disabled={disabled}>
      <legend>{title}</legend>
      {fields.map((field) => (
        <NumberField key={field.label} field={field} />
      ))}
      {children}
    </fieldset>
  )
}

function RestoreField() {
  const choice = useTraining((state) => state.choice)
  const id = useId()
  return (
    <div className="train-field">
      <label className="train-check">
        <input
          type="checkbox"
          data-testid="train-restore"
          checked={choice.restore}
          aria-describedby={`${id}-help`}
          onChange={(event) => changeChoice({ ...choice, restore: event.currentTarget.checked })}
        />
        {t('Try restored pictures')}
      </label>
      <small id={`${id}-help`}>
        {t('Measured on the labelled pictures before anything learns; kept only where AP rises by half a point.')}
      </small>
    </div>
  )
}

/** Takes what is typed when the field is left, within its range; nonsense gives way to what was there. */
function NumberField({ field }: { readonly field: Field }) {
  const choice = useTraining((state) => state.choice)
  const id = useId()
  const value = field.read(choice)
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    setTyped(null)
    const number = Number(typed)
    if (typed === null || typed.trim() === '' || !Number.isFinite(number)) return
    const whole = field.step === null ? number : Math.round(number / field.step) * field.step
    const kept = Math.min(field.max, Math.max(field.min, whole))
    if (kept !== value) changeChoice(field.write(choice, kept))
  }
  return (
    <div className="train-field">
      <label htmlFor={id}>{t(field.label)}</label>
      <input
        id={id}
        inputMode="decimal"
        aria-describedby={`${id}-help`}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take()
        }}
      />
      <small id={`${id}-help`}>{t(field.help)}</small>
    </div>
  )
}
