/** Rounds: what each learned is judged on the pictures that it did not learn from, and kept as the mean of all. */
import type { Cascade } from '../../detection/cascade.ts'
import type { StageWeights } from '../guard.ts'
import { type Looked, precisionOf } from '../measure.ts'
import type { Labelled, Round } from '../samples/labelled.ts'
import { between, lookWith, type StageContext, writeTo } from './context.ts'

/** The pictures that choose, round after round. */
export const judgesOf = (rounds: readonly Round[]): Labelled[] => rounds.flatMap(({ select }) => select)

/**
 * Each round's select pictures with that round's weights, in the order of `judgesOf`: an honest look, as long as the networks learn in
 * rounds. The networks keep the last round's weights. @throws the signal's reason
 */
export async function lookInRounds(
  context: StageContext,
  cascade: Cascade,
  rounds: readonly Round[],
  weights: readonly StageWeights[],
  stage: 'mbfcn' | 'full',
): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const [at, { select }] of rounds.entries()) {
    writeTo(context, weights[at] ?? {})
    looked.push(...(await lookWith(context, cascade, select, stage)))
  }
  return looked
}

/** AP over all pictures that choose while one round after another learns: each picture by the last look at it. */
export class JudgedSoFar {
  readonly #rounds: (readonly Looked[])[] = []

  /** `before`: the old weights' look at `judgesOf(rounds)`. */
  constructor(rounds: readonly Round[], before: readonly Looked[]) {
    let start = 0
    for (const { select } of rounds) {
      this.#rounds.push(before.slice(start, start + select.length))
      start += select.length
    }
  }

  /** Of all rounds, or of the first `count`. Null without faces. */
  ap(count = this.#rounds.length): number | null {
    return precisionOf(this.#rounds.slice(0, count).flat()).ap
  }

  /** A look at the select pictures of round `at`. */
  put(at: number, looked: readonly Looked[]): number | null {
    this.#rounds[at] = looked
    return this.ap()
  }
}

/** The mean of what rounds learned (Wortsman et al., "Model soups", ICML 2022): what each learned by heart of its pictures evens out. */
export function meanOf(weights: readonly StageWeights[]): StageWeights {
  const [first = {}, ...others] = weights
  return others.reduce((mean, next, at) => between(mean, next, 1 / (at + 2)), first)
}
