/** The user's own models: which there are, and the weights of one by its id. */
import { create } from 'zustand'
import type { OwnModel } from '../../engine/protocol.ts'
import type { KeptModel, ModelFacts, ModelStore } from '../../storage/models.ts'
import { useSettings } from './settings-store.ts'

interface Models {
  /** Oldest first. */
  readonly models: readonly ModelFacts[]
}

export const useModels = create<Models>(() => ({ models: [] }))

let opened: Promise<ModelStore> | null = null

/** The store, opened once. Rejects where the browser has none; the next call tries again. */
export function modelStore(): Promise<ModelStore> {
  opened ??= import('../../storage/models.ts').then(({ openModels }) => openModels())
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** Looks what there is. Never rejects: without a store there are none. */
export async function refreshModels(): Promise<void> {
  const models = await modelStore()
    .then((store) => store.list())
    .catch(() => [])
  useModels.setState({ models })
}

/** What the engine needs of a model. Rejects with EngineFailure's fields where it is gone. */
export async function findModel(id: string): Promise<OwnModel> {
  const kept = await modelStore()
    .then((store) => store.load(id))
    .catch(() => null)
  if (kept) return kept.model
  throw Object.assign(new Error('Your own model is no longer on this device: choose another one under Settings.'), {
    code: 'weights-failed',
  })
}

/** Rejects with the database's own error. */
export async function addModel({ facts, model }: KeptModel): Promise<void> {
  const restores = model.cascade.restore ? { restores: true } : {}
  await (await modelStore()).add({ facts: { ...facts, ...restores }, model })
  await refreshModels()
}

/** The model in use gives way to the shipped one. Rejects with the database's own error. */
export async function removeModel(id: string): Promise<void> {
  await (await modelStore()).remove(id)
  const { settings, change } = useSettings.getState()
  if (settings.model === id) change({ model: null })
  await refreshModels()
}

/** From now on pictures are searched with this model; null: the shipped one of the preset in use. */
export function chooseModel(model: Pick<ModelFacts, 'id' | 'preset'> | null) {
  const { change } = useSettings.getState()
  change(model ? { preset: model.preset, model: model.id } : { model: null })
}
