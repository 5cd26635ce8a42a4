/** The weights of the full objective's parts. Numbers alone: the page shows them as defaults. */

export interface ObjectiveWeights {
  /** Of the adversarial loss in the generator's objective; the paper's 0.001. */
  readonly alpha: number
  /** Of the classification loss in the generator's objective; the paper's 0.01. */
  readonly beta: number
  /** Of fc_box's loss in the discriminator's objective; not the paper's. */
  readonly box: number
}

export const paperWeights: ObjectiveWeights = { alpha: 0.001, beta: 0.01, box: 1 }
