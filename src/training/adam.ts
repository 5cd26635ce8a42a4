/** Adam (Kingma and Ba, ICLR 2015) on named variables, with a state that can be stored. */
import * as tf from '@tensorflow/tfjs-core'
import { adamStep } from './own-kernels.ts'

export interface AdamOptions {
  /** The paper's first moment decay, 0.9. */
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
}

/** Both moments by variable name, in the variables' own order. */
export interface AdamState {
  readonly steps: number
  readonly first: Readonly<Record<string, Float32Array<ArrayBuffer>>>
  readonly second: Readonly<Record<string, Float32Array<ArrayBuffer>>>
}

interface Moments {
  readonly variable: tf.Variable
  first: tf.Tensor
  second: tf.Tensor
}

export class Adam {
  readonly #moments: Map<string, Moments>
  readonly #options: Required<AdamOptions>
  #steps = 0

  /** The variables stay the caller's; the moments are this object's until `dispose`. */
  constructor(variables: ReadonlyMap<string, tf.Variable>, options: AdamOptions = {}) {
    this.#options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options }
    this.#moments = new Map(
      [...variables].map(([name, variable]) => [
        name,
        { variable, first: tf.zeros(variable.shape), second: tf.zeros(variable.shape) },
      ]),
    )
  }

  get steps(): number {
    return this.#steps
  }

  /** One step against the gradients, by name; variables without one rest. `rate` is the step's length for steady gradients. */
  apply(gradients: ReadonlyMap<string, tf.Tensor>, rate: number): void {
    const { beta1, beta2, epsilon } = this.#options
    this.#steps++
    const factors = {
      ...{ beta1, beta2, epsilon },
      correction2: 1 - beta2 ** this.#steps,
      rate: rate / (1 - beta1 ** this.#steps),
    }
    for (const [name, entry] of this.#moments) {
      const gradient = gradients.get(name)
      if (!gradient) continue
      const [moved, first, second] = adamStep({ ...entry, gradient }, factors)
      entry.variable.assign(moved)
      tf.dispose([entry.first, entry.second, moved])
      entry.first = first
      entry.second = second
    }
  }

  async state(): Promise<AdamState> {
    const read = async (which: 'first' | 'second') =>
      Object.fromEntries(
        await Promise.all(
          [...this.#moments].map(async ([name, entry]) => [name, new Float32Array(await entry[which].data())] as const),
        ),
      )
    return { steps: this.#steps, first: await read('first'), second: await read('second') }
  }

  /** @throws Error where the state is another network's */
  restore(state: AdamState): void {
    for (const [name, entry] of this.#moments) {
      const [first, second] = [state.first[name], state.second[name]]
      if (first?.length !== entry.variable.size || second?.length !== entry.variable.size)
        throw new Error(`The optimiser's state has no ${name} of this network.`)
      tf.dispose([entry.first, entry.second])
      entry.first = tf.tensor(first, entry.variable.shape)
      entry.second = tf.tensor(second, entry.variable.shape)
    }
    this.#steps = state.steps
  }

  dispose(): void {
    for (const { first, second } of this.#moments.values()) tf.dispose([first, second])
  }
}
