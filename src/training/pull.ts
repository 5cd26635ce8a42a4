/** What holds the old skill: every weight is pulled to what it was, more strongly where the old loss hangs on it. */
import * as tf from '@tensorflow/tfjs-core'
import type { Fisher } from './fisher.ts'

/**
 * The penalty ½ Σ f·(w − a)² of elastic weight consolidation (Kirkpatrick et al., PNAS 2017): a are the weights that training starts from,
 * f their Fisher information, 1 everywhere without it. Beside Adam, as weight decay is in AdamW: divided by its moments, f would cancel out.
 */
export class Pull {
  readonly #pulled: readonly Pulled[]

  /** The variables stay the caller's; copies of them as they are now are this object's until `dispose`. */
  constructor(variables: ReadonlyMap<string, tf.Variable>, fisher: Fisher | null) {
    this.#pulled = [...variables].map(([name, variable]) => {
      const strength = fisher?.[name] ?? null
      if (strength && strength.length !== (variable.shape.at(-1) ?? 1))
        throw new Error(`The Fisher information has another ${name} than this network.`)
      return { variable, anchor: variable.clone() as tf.Tensor, strength }
    })
  }

  /**
   * A step of length `rate` down the penalty, by its gradient where the step ends: w ← w + (a − w)·k, k = rate·f ⁄ (1 + rate·f).
   * f spans six powers of ten; so the largest comes to rest at a, where a step by the gradient where it starts would leap over it.
   */
  apply(rate: number): void {
    if (rate <= 0) return
    for (const { variable, anchor, strength } of this.#pulled) {
      const moved = tf.tidy(() => {
        const share = strength ? tf.tensor1d(strength.map((f) => shareOf(rate * f))) : shareOf(rate)
        return tf.add(variable, tf.mul(tf.sub(anchor, variable), share))
      })
      variable.assign(moved)
      moved.dispose()
    }
  }

  dispose(): void {
    tf.dispose(this.#pulled.map(({ anchor }) => anchor))
  }
}

interface Pulled {
  readonly variable: tf.Variable
  readonly anchor: tf.Tensor
  /** One value for each place on the last axis; null pulls evenly. */
  readonly strength: Float32Array | null
}

const shareOf = (length: number) => length / (1 + length)
