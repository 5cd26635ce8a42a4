/** Whether pictures are restored before they are searched: measured on labelled ones before anything learns, which costs a look and no step. */
import type { Cascade } from '../../detection/cascade.ts'
import { conditionOf, restored } from '../../detection/restored.ts'
import { type Looked, precisionOf } from '../measure.ts'
import type { TrainingProgress } from '../progress.ts'
import type { Labelled } from '../samples/labelled.ts'
import type { StageContext } from './context.ts'

/** AP that restoration must bring: it takes time on every picture from then on. */
const LEAST_GAIN = 0.005

export interface RestorationChoice {
  readonly cascade: Cascade
  /** The look at the pictures that choose, with this cascade. */
  readonly looked: readonly Looked[]
  /** In words for the person; null where there was nothing to restore. */
  readonly notice: string | null
}

/** `before`: the look at the pictures that choose as they are. @throws the signal's reason */
export async function* chooseRestoration(
  cascade: Cascade,
  before: readonly Looked[],
  look: (cascade: Cascade) => Promise<Looked[]>,
): AsyncGenerator<TrainingProgress, RestorationChoice> {
  const asTheyAre = { cascade, looked: before }
  if (cascade.restore || before.every(({ labelled }) => conditionOf(labelled.picture) === null))
    return { ...asTheyAre, notice: null }
  yield { stage: 'restoring', done: 0, total: 1 }
  const restoring = { ...cascade, restore: true }
  const looked = await look(restoring)
  const [then, now] = [precisionOf(before).ap ?? 0, precisionOf(looked).ap ?? 0]
  const better = now >= then + LEAST_GAIN
  yield { stage: 'restoring', done: 1, total: 1, ap: better ? now : then }
  const points = (ap: number) => (100 * ap).toFixed(1)
  return better
    ? {
        cascade: restoring,
        looked,
        notice: `Restored first, the pictures that choose have an AP of ${points(now)} instead of ${points(then)}: this model restores pictures before it searches them.`,
      }
    : { ...asTheyAre, notice: 'Restoring the pictures first does not help here: they stay as they are.' }
}

/** The same run on restored pictures: what learns from them learns what it will see. @throws the signal's reason */
export async function restoredContext(context: StageContext): Promise<StageContext> {
  const { split, rehearsal, signal } = context
  const all = async (pictures: readonly Labelled[]) => {
    const list: Labelled[] = []
    for (const labelled of pictures) list.push(await restoredPicture(labelled, signal))
    return list
  }
  const [train, select, report] = [await all(split.train), await all(split.select), await all(split.report)]
  return { ...context, split: { train, select, report }, rehearsal: await all(rehearsal) }
}

async function restoredPicture(labelled: Labelled, signal?: AbortSignal): Promise<Labelled> {
  const steps = restored(labelled.picture, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done) return { ...labelled, picture: step.value.picture }
    // Lets an abort in.
    await new Promise((done) => setTimeout(done, 0))
  }
}
