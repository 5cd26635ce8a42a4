/** A network's weights by name: which of them learn, and copies of them as plain arrays. */
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** By weight name, as in weights manifests (`stem/kernel`): values in Keras's order. Can be stored and sent as it is. */
export type WeightArrays = Readonly<Record<string, Float32Array<ArrayBuffer>>>

/** 'affine': scales and shifts of normalisations, output layers, and the merges before them. 'all': every trained weight. */
export type Scope = 'affine' | 'all'

/** Batch norm's scales and shifts, MB-FCN's output layers and merges, the generator's last convolutions, the discriminator's heads. */
const AFFINE = /\/(gamma|beta|bias)$|_out\/kernel$|_merge\/kernel$|_rgb\/kernel$|^fc_\w+\/kernel$/

interface Weight {
  readonly originalName: string
  readonly trainable: boolean
  read(): tf.Tensor
}

function weightsOf(model: LayersModel): Weight[] {
  return model.weights as unknown as Weight[]
}

/** The variables that learn, by name. They stay the model's. */
export function learningWeights(model: LayersModel, scope: Scope): Map<string, tf.Variable> {
  const chosen = weightsOf(model).filter(
    ({ originalName }) => !originalName.includes('moving_') && (scope === 'all' || AFFINE.test(originalName)),
  )
  return new Map(chosen.map((weight) => [weight.originalName, weight.read() as tf.Variable]))
}

/** A copy of every weight, statistics included. */
export async function copyWeights(model: LayersModel): Promise<WeightArrays> {
  const entries = weightsOf(model).map(
    async (weight) => [weight.originalName, new Float32Array(await weight.read().data())] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

/** Writes weights into the model. @throws Error where one is missing or of another size */
export function writeWeights(model: LayersModel, arrays: WeightArrays): void {
  for (const weight of weightsOf(model)) {
    const variable = weight.read() as tf.Variable
    const values = arrays[weight.originalName]
    if (values?.length !== variable.size) throw new Error(`The weights have no ${weight.originalName} of this network.`)
    const tensor = tf.tensor(values, variable.shape)
    variable.assign(tensor)
    tensor.dispose()
  }
}

/** from + share·(to − from), weight by weight: 0 gives `from`, 1 gives `to`. */
export function interpolateWeights(from: WeightArrays, to: WeightArrays, share: number): WeightArrays {
  return Object.fromEntries(
    Object.entries(from).map(([name, values]) => {
      const others = to[name] as Float32Array
      return [name, values.map((value, index) => value + share * ((others[index] as number) - value))]
    }),
  )
}
