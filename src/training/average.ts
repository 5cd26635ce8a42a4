/** A moving average of what learns: single steps on few crops are noisy, their average is what is looked at and kept. */
import * as tf from '@tensorflow/tfjs-core'
import { mix } from './own-kernels.ts'

export type AverageState = Readonly<Record<string, Float32Array<ArrayBuffer>>>

export class MovingAverage {
  readonly #variables: ReadonlyMap<string, tf.Variable>
  readonly #averages: Map<string, tf.Tensor>
  readonly #decay: number

  /** Starts from the variables' values, which stay the caller's. `decay` is the share of the old average that a step keeps. */
  constructor(variables: ReadonlyMap<string, tf.Variable>, decay: number) {
    this.#variables = variables
    this.#decay = decay
    this.#averages = new Map([...variables].map(([name, variable]) => [name, variable.clone() as tf.Tensor]))
  }

  /** After a step. */
  update(): void {
    for (const [name, variable] of this.#variables) {
      const old = this.#averages.get(name) as tf.Tensor
      this.#averages.set(name, mix(old, this.#decay, variable, 1 - this.#decay))
      old.dispose()
    }
  }

  /** Runs `work` while the variables have their averages' values. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const kept = new Map([...this.#variables].map(([name, variable]) => [name, variable.clone() as tf.Tensor]))
    try {
      for (const [name, variable] of this.#variables) variable.assign(this.#averages.get(name) as tf.Tensor)
      return await work()
    } finally {
      for (const [name, variable] of this.#variables) variable.assign(kept.get(name) as tf.Tensor)
      tf.dispose([...kept.values()])
    }
  }

  /** After the variables were set back: the average goes on from there. */
  restart(): void {
    for (const [name, variable] of this.#variables) {
      this.#averages.get(name)?.dispose()
      this.#averages.set(name, variable.clone() as tf.Tensor)
    }
  }

  async state(): Promise<AverageState> {
    const entries = [...this.#averages].map(
      async ([name, value]) => [name, new Float32Array(await value.data())] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  /** @throws Error where the state is another network's */
  restore(state: AverageState): void {
    for (const [name, variable] of this.#variables) {
      const values = state[name]
      if (values?.length !== variable.size) throw new Error(`The averages have no ${name} of this network.`)
      this.#averages.get(name)?.dispose()
      this.#averages.set(name, tf.tensor(values, variable.shape))
    }
  }

  dispose(): void {
    tf.dispose([...this.#averages.values()])
  }
}
