/** Whether an earlier tab left a training behind. */
import { type KeptProgress, type KeptRun, openTrainingStore, trainingLock } from '../../storage/training-checkpoint.ts'
import { english } from '../i18n/t.ts'
import { useTrainEntry } from './entry-store.ts'

export type Unfinished = KeptRun & { readonly progress: KeptProgress | null }

/** The run that no open tab works on; null without one, or without a store. */
export async function findUnfinished(): Promise<Unfinished | null> {
  try {
    const store = await openTrainingStore()
    const kept = await store.unfinished()
    store.close()
    if (!kept) return null
    const { held = [] } = (await navigator.locks?.query()) ?? {}
    return held.some(({ name }) => name === trainingLock(kept.run.id)) ? null : kept
  } catch {
    return null
  }
}

/** Says on the page that there is one. */
export async function lookForUnfinished(): Promise<void> {
  if (useTrainEntry.getState().status !== null) return
  const found = await findUnfinished()
  if (!found || useTrainEntry.getState().status !== null) return
  const status = found.progress?.outcome
    ? english('A training has ended. Its result waits for your decision.')
    : english('A training was interrupted. It can go on.')
  useTrainEntry.setState({ status })
}
