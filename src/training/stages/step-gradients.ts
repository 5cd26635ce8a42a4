/** The gradients of one step of MB-FCN: of the whole batch, or of a half while another worker computes the other one's. */
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type FoldedNetwork, foldNetwork } from '../../networks/fold.ts'
import type { Preset } from '../../networks/preset.ts'
import { type TrainingNetwork, trainingNetwork } from '../forward.ts'
import { type BatchGradients, batchGradients, joinGradients } from '../gradients.ts'
import type { Crop } from '../samples/crops.ts'
import type { ProposalSettings } from '../settings.ts'
import { copyWeights, learningWeights, writeWeights } from '../weights.ts'
import { countsOf, disposePart, drawParts, lossOf, makePart } from './mbfcn-batch.ts'
import type { Helper, PartCrops, SharedAnswer, SharedWork } from './shared-work.ts'

/** MB-FCN with what computes its gradients: the network that learns, and the shipped one that teaches. */
export class GradientSource {
  readonly variables: ReadonlyMap<string, tf.Variable>
  readonly network: TrainingNetwork
  readonly #teacher: FoldedNetwork
  readonly #preset: Preset
  readonly #model: LayersModel

  /** The model stays the caller's; its weights as they are now are the teacher's, this object's until `dispose`. */
  constructor(model: LayersModel, preset: Preset, scope: ProposalSettings['scope']) {
    this.#model = model
    this.#preset = preset
    this.network = trainingNetwork(model)
    this.#teacher = foldNetwork(model)
    this.variables = learningWeights(model, scope)
  }

  /**
   * Of a step's crops. With a helper the batch is in two shares, which are added in the same order whoever computed them: a helper that
   * dies changes nothing but the time. The caller disposes.
   */
  async ofStep(
    seed: number,
    settings: ProposalSettings,
    crops: (random: () => number) => Crop,
    step: number,
    helper: Helper | null,
  ): Promise<BatchGradients> {
    const { cropSize, distillation } = settings
    const parts = drawParts(seed, settings, crops, step, helper ? 2 : 1)
    const counts = countsOf(parts)
    const work = (chosen: readonly PartCrops[]) => ({ parts: chosen, counts, cropSize, distillation })
    if (!helper) return this.#of(work(parts))
    const [own, given] = dealt(parts)
    if (given.length === 0) return this.#of(work(own))
    const answer = helper.ask({ ...work(given), weights: await copyWeights(this.#model) })
    const found = await this.#of(work(own))
    const answered = await answer
    const other = answered ? this.#received(answered) : await this.#of(work(given))
    return joinGradients(found, own.length, other, given.length)
  }

  /** A helper's side: the gradients at the weights that it is told. */
  async answer(work: SharedWork): Promise<SharedAnswer> {
    writeWeights(this.#model, work.weights)
    const { gradients, losses } = await this.#of(work)
    const entries = [...gradients].map(async ([name, tensor]) => {
      const values = new Float32Array(await tensor.data())
      tensor.dispose()
      return [name, values] as const
    })
    return { gradients: Object.fromEntries(await Promise.all(entries)), losses }
  }

  dispose(): void {
    this.#teacher.dispose()
  }

  async #of({ parts, counts, cropSize, distillation }: Omit<SharedWork, 'weights'>): Promise<BatchGradients> {
    const made = parts.map((part) => makePart(part, this.#preset, cropSize, this.#teacher.run))
    try {
      return await batchGradients(made, this.variables, (part) => lossOf(this.network, part, distillation, counts))
    } finally {
      for (const part of made) disposePart(part)
    }
  }

  #received({ gradients, losses }: SharedAnswer): BatchGradients {
    const tensors = [...this.variables].map(
      ([name, { shape }]) => [name, tf.tensor(gradients[name] as Float32Array, shape)] as const,
    )
    return { gradients: new Map(tensors), losses, norm: 0 }
  }
}

/** Two shares of a step's parts; where a kind has an odd number, the helper has the taught one more: it has nothing else to do. */
function dealt(parts: readonly PartCrops[]): readonly [own: PartCrops[], given: PartCrops[]] {
  const seen = { learning: 0, taught: 0 }
  const isOwn = parts.map(({ taught }) => (taught ? seen.taught++ % 2 === 1 : seen.learning++ % 2 === 0))
  return [parts.filter((_, at) => isOwn[at]), parts.filter((_, at) => !isOwn[at])]
}
