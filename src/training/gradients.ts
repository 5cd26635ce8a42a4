/** Gradients of a batch, as a whole or summed over its parts where memory is small. */
import * as tf from '@tensorflow/tfjs-core'
import { mix } from './own-kernels.ts'

/** A loss and what it is made of, all scalars; `total` is what the gradient is taken of. */
export interface LossParts {
  readonly total: tf.Scalar
  readonly parts: Readonly<Record<string, tf.Tensor>>
}

export interface BatchGradients {
  /** By variable name, mean over the parts; the caller disposes. */
  readonly gradients: ReadonlyMap<string, tf.Tensor>
  /** Means over the parts, by name. */
  readonly losses: Readonly<Record<string, number>>
  /** Euclidean norm over all variables. Not finite where any loss or gradient is not. */
  readonly norm: number
}

/**
 * Runs `lossOf` for each part (a micro-batch) and averages. The mean of the parts' gradients is the whole's wherever a loss is a mean
 * over rows and the network's statistics are stored ones. `variables` by name.
 */
export async function batchGradients<Part>(
  parts: readonly Part[],
  variables: ReadonlyMap<string, tf.Variable>,
  lossOf: (part: Part) => LossParts,
): Promise<BatchGradients> {
  const names = [...variables.keys()]
  const list = [...variables.values()]
  let sums: tf.Tensor[] = []
  const losses = new Map<string, number>()
  for (const part of parts) {
    let kept: Readonly<Record<string, tf.Tensor>> = {}
    const { value, grads } = tf.variableGrads(() => {
      const { total, parts: named } = lossOf(part)
      kept = Object.fromEntries(Object.entries(named).map(([name, tensor]) => [name, tf.keep(tensor.clone())]))
      return total
    }, list)
    const gradients = list.map((variable) => grads[variable.name] ?? tf.zeros(variable.shape))
    sums = sums.length === 0 ? gradients : addTo(sums, gradients)
    for (const [name, tensor] of Object.entries({ total: value, ...kept })) {
      const number = (await tensor.data())[0] as number
      losses.set(name, (losses.get(name) ?? 0) + number / parts.length)
      tensor.dispose()
    }
  }
  const means = parts.length > 1 ? scaled(sums, 1 / parts.length) : sums
  const norm = await normOf(means)
  const total = losses.get('total') as number
  return {
    gradients: new Map(names.map((name, index) => [name, means[index] as tf.Tensor])),
    losses: Object.fromEntries(losses),
    norm: Number.isFinite(total) ? norm : Number.NaN,
  }
}

/** The means over `count` and `otherCount` parts as the mean over all of them, always added in this order. Disposes both. */
export async function joinGradients(
  one: BatchGradients,
  count: number,
  other: BatchGradients,
  otherCount: number,
): Promise<BatchGradients> {
  const all = count + otherCount
  const names = [...one.gradients.keys()]
  const joined = names.map((name) =>
    mix(one.gradients.get(name) as tf.Tensor, count / all, other.gradients.get(name) as tf.Tensor, otherCount / all),
  )
  tf.dispose([[...one.gradients.values()], [...other.gradients.values()]])
  const losses = Object.fromEntries(
    [...new Set([...Object.keys(one.losses), ...Object.keys(other.losses)])].map((name) => [
      name,
      ((one.losses[name] ?? 0) * count + (other.losses[name] ?? 0) * otherCount) / all,
    ]),
  )
  const norm = await normOf(joined)
  return {
    gradients: new Map(names.map((name, index) => [name, joined[index] as tf.Tensor])),
    losses,
    norm: Number.isFinite(losses.total) ? norm : Number.NaN,
  }
}

/** Scales gradients so that their norm is at most `most`; disposes what it replaces. */
export function clipNorm({ gradients, norm }: BatchGradients, most: number): ReadonlyMap<string, tf.Tensor> {
  if (!(norm > most)) return gradients
  const clipped = scaled([...gradients.values()], most / norm)
  return new Map([...gradients.keys()].map((name, index) => [name, clipped[index] as tf.Tensor]))
}

function addTo(sums: tf.Tensor[], gradients: tf.Tensor[]): tf.Tensor[] {
  const added = sums.map((sum, index) => tf.add(sum, gradients[index] as tf.Tensor))
  tf.dispose([sums, gradients])
  return added
}

function scaled(tensors: readonly tf.Tensor[], factor: number): tf.Tensor[] {
  const result = tensors.map((tensor) => tf.mul(tensor, factor))
  tf.dispose([...tensors])
  return result
}

async function normOf(tensors: readonly tf.Tensor[]): Promise<number> {
  const sum = tf.tidy(() => tf.addN(tensors.map((tensor) => tf.sum(tf.square(tensor)))))
  const value = (await sum.data())[0] as number
  sum.dispose()
  return Math.sqrt(value)
}
