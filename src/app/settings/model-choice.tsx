/** Which weights are searched with: those that ship, or a model of the user's own; and the way to make one. */
import { NativeSelect } from '@mantine/core'
import { useEffect } from 'react'
import { t } from '../i18n/t.ts'
import { chooseModel, refreshModels, useModels } from '../state/model-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { TrainButton } from '../train/train-entry.tsx'

const SHIPPED = 'shipped'

export function ModelChoice() {
  const models = useModels((state) => state.models)
  const current = useSettings((state) => state.settings.model)
  useEffect(() => void refreshModels(), [])
  return (
    <div className="model-choice">
      {(models.length > 0 || current !== null) && (
        <NativeSelect
          label={t('Model')}
          value={current ?? SHIPPED}
          data={[
            { value: SHIPPED, label: t('as shipped') },
            ...models.map(({ id, name, preset }) => ({ value: id, label: `${name} (${preset})` })),
          ]}
          onChange={(event) => chooseModel(models.find(({ id }) => id === event.currentTarget.value) ?? null)}
        />
      )}
      <TrainButton className="button" />
    </div>
  )
}
