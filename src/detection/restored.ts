/** A picture as the networks shall see it: restored first where that is wanted and something is wrong with it. */
import type { Progress } from '../engine/protocol.ts'
import { MOST_RESTORED_PIXELS } from '../restoration/most-pixels.ts'
import { diagnose, type Restoration, restore } from '../restoration/restore.ts'
import type { Cascade } from './cascade.ts'
import type { DetectionSettings } from './face.ts'
import { Picture, sourceOf } from './picture.ts'

export interface Seen {
  readonly picture: Picture
  readonly restored: boolean
  /** What is wrong with it, restored or not; absent: nobody looked. */
  readonly condition?: Restoration | null
}

const conditions = new WeakMap<Picture, Restoration | null>()
const copies = new WeakMap<Picture, Picture>()

/** What is wrong with a picture; looked at once. A restored one has nothing. */
export function conditionOf(picture: Picture): Restoration | null {
  let condition = conditions.get(picture)
  if (condition === undefined) {
    condition = diagnose(picture)
    conditions.set(picture, condition)
  }
  return condition
}

/** 'never' is for frames of a camera, which must not wait; without a say of the settings the model has it. */
export function wantsRestoration(cascade: Cascade, wanted: DetectionSettings['restore']): boolean {
  return wanted === undefined ? cascade.restore === true : wanted === 'always'
}

/** Restores a picture once, for as long as it lives. Yields as it goes. @throws the signal's reason */
export async function* restored(picture: Picture, signal?: AbortSignal): AsyncGenerator<Progress, Seen> {
  const condition = conditionOf(picture)
  if (!condition || picture.width * picture.height > MOST_RESTORED_PIXELS)
    return { picture, restored: false, condition }
  let copy = copies.get(picture)
  if (!copy) {
    const steps = restore(picture, condition)
    for (;;) {
      signal?.throwIfAborted()
      const step = steps.next()
      if (step.done) {
        copy = new Picture(sourceOf(step.value))
        break
      }
      yield { stage: 'restoring', done: Math.round(100 * step.value), total: 100 }
    }
    copies.set(picture, copy)
    conditions.set(copy, null)
  }
  return { picture: copy, restored: true, condition }
}

/** As `restored` where it is wanted; as it is otherwise, with what could be restored. */
export async function* seen(
  picture: Picture,
  cascade: Cascade,
  wanted: DetectionSettings['restore'],
  signal?: AbortSignal,
): AsyncGenerator<Progress, Seen> {
  if (wantsRestoration(cascade, wanted)) return yield* restored(picture, signal)
  return { picture, restored: false, ...(wanted === 'never' ? {} : { condition: conditionOf(picture) }) }
}
