/** The two steps of the full objective: the discriminator's, equation (9), and the generator's, equation (8). */
import * as tf from '@tensorflow/tfjs-core'
import { Adam } from '../adam.ts'
import { MovingAverage } from '../average.ts'
import { forward, type TrainingNetwork, trainingNetwork } from '../forward.ts'
import { type BatchGradients, batchGradients } from '../gradients.ts'
import { discriminatorLosses, generatorLosses, type Heads } from '../losses/objective.ts'
import type { StepRows } from '../samples/judged.ts'
import type { SecondStageSettings } from '../settings.ts'
import { learningWeights } from '../weights.ts'
import type { Learning } from './learning.ts'

const AVERAGE_DECAY = 0.97

/** A network with what learns of it. */
export interface Team extends Learning {
  readonly network: TrainingNetwork
  readonly variables: ReadonlyMap<string, tf.Variable>
}

export function teamOf(model: TrainingNetwork['model']): Team {
  const variables = learningWeights(model, 'all')
  return {
    network: trainingNetwork(model),
    variables,
    adam: new Adam(variables),
    average: new MovingAverage(variables, AVERAGE_DECAY),
  }
}

function headsOf({ network }: Team, input: tf.Tensor4D): Heads {
  const [gan, clc, box] = forward(network, input) as [tf.Tensor, tf.Tensor, tf.Tensor?]
  return { gan, clc, box: box ?? null }
}

/** One batch of all kinds: true patches, direct ROIs, generated patches. The caller disposes the gradients. */
export async function discriminatorStep(
  generator: Team,
  discriminator: Team,
  rows: StepRows,
  { weights }: SecondStageSettings,
): Promise<BatchGradients> {
  const refined = tf.tidy(() => forward(generator.network, rows.lows).at(-1) as tf.Tensor4D)
  const batch = tf.concat(rows.direct > 0 ? [rows.highs, rows.directs, refined] : [rows.highs, refined])
  refined.dispose()
  const found = await batchGradients([batch], discriminator.variables, (input) => {
    const heads = headsOf(discriminator, input)
    const { total, discrimination, classification, box } = discriminatorLosses(
      heads,
      {
        real: rows.pairs,
        direct: rows.direct,
        face: rows.face,
        paired: rows.paired,
        deltas: rows.deltas,
        boxed: rows.boxed,
      },
      weights,
    )
    const above = tf.cast(tf.greater(tf.reshape(heads.gan, [-1]), 0), 'float32')
    const realRight = tf.mean(tf.slice(above, 0, rows.pairs))
    const generatedRight = tf.sub(1, tf.mean(tf.slice(above, rows.pairs + rows.direct, rows.pairs)))
    return { total, parts: { discrimination, classification, box, realRight, generatedRight } }
  })
  batch.dispose()
  return found
}

/** Through the discriminator, whose weights rest. The caller disposes the gradients. */
export async function generatorStep(
  generator: Team,
  discriminator: Team,
  rows: StepRows,
  { weights }: SecondStageSettings,
): Promise<BatchGradients> {
  const high = tf.tidy(() => {
    const [, ...rest] = rows.highs.shape
    return rows.tiny > 0 ? tf.concat([rows.highs, tf.zeros([rows.tiny, ...rest])]) : rows.highs.clone()
  })
  const found = await batchGradients([rows.lows], generator.variables, (lows) => {
    const [upsampled, refined] = forward(generator.network, lows) as [tf.Tensor, tf.Tensor4D]
    const batch = { upsampled, refined, high, paired: rows.paired, face: rows.lowFace }
    const { total, pixel, adversarial, classification } = generatorLosses(
      batch,
      headsOf(discriminator, refined),
      weights,
    )
    return { total, parts: { pixel, adversarial, classification } }
  })
  high.dispose()
  return found
}
