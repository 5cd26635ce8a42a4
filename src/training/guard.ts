/** Guard rails of a stage: steps back from what is not finite, and remembers what was best. */
import type { NetworkName } from '../networks/preset.ts'
import type { Best } from './progress.ts'
import type { WeightArrays } from './weights.ts'

export type StageWeights = Readonly<Partial<Record<NetworkName, WeightArrays>>>

/** Steps between two copies of weights to step back to. */
const REMEMBER_EVERY = 20
const MOST_STEPS_BACK = 6

export class Guard {
  readonly #copy: () => Promise<StageWeights>
  readonly #write: (weights: StageWeights) => void
  #good: StageWeights | null = null
  #stepsBack = 0
  rateFactor: number
  best: Best | null

  /** `copy` and `write` read and set the weights of the stage's networks. */
  constructor(
    copy: () => Promise<StageWeights>,
    write: (weights: StageWeights) => void,
    resumed?: { readonly rateFactor: number; readonly best: Best | null },
  ) {
    this.#copy = copy
    this.#write = write
    this.rateFactor = resumed?.rateFactor ?? 1
    this.best = resumed?.best ?? null
  }

  /** Call before a step, so that there is something to step back to. */
  async remember(step: number): Promise<void> {
    if (this.#good === null || step % REMEMBER_EVERY === 0) this.#good = await this.#copy()
  }

  /** After a loss or gradient that is not finite: the last good weights, half the rate. False where it happened too often. */
  stepBack(): boolean {
    if (this.#good) this.#write(this.#good)
    this.rateFactor /= 2
    this.#stepsBack++
    return this.#stepsBack <= MOST_STEPS_BACK
  }

  /** After the select pictures were looked at. */
  async consider(ap: number | null): Promise<void> {
    if (ap !== null && (this.best === null || ap > this.best.ap)) this.best = { ap, weights: await this.#copy() }
  }
}
