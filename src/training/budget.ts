/** What a run will cost, measured before it starts: time of a step, time to look at the select pictures, memory. */
import * as tf from '@tensorflow/tfjs-core'
import type { FinetuneRequest } from './finetune.ts'
import { forward, trainingNetwork } from './forward.ts'
import { measure } from './measure.ts'
import { cropper } from './samples/crops.ts'
import { splitPictures } from './samples/labelled.ts'
import { defaultSettings, type ProposalSettings } from './settings.ts'
import { GradientSource } from './stages/step-gradients.ts'
import { learningWeights } from './weights.ts'

export interface Budget {
  /** Of one step of MB-FCN, and of one look at all select pictures with MB-FCN alone. */
  readonly stepMilliseconds: number
  readonly lookMilliseconds: number
  /** Most that tensors of one micro-batch take at a time, weights included. */
  readonly peakBytes: number
}

/** Steps that are timed, once the first one has compiled. */
const TIMED_STEPS = 3

/** Measures on the request's own pictures, without changing a weight. @throws Error where MB-FCN is not to be trained */
export async function measureBudget(request: FinetuneRequest): Promise<Budget> {
  const { networks, preset, cascade, shapes, pictures } = request
  const settings = request.settings ?? defaultSettings
  if (!settings.mbfcn) throw new Error('MB-FCN is not to be trained.')
  const split = splitPictures(pictures, settings.shares, settings.seed)
  const proposals = settings.mbfcn
  const crops = cropper(split.train, proposals.cropSize)
  const source = new GradientSource(networks.mbfcn, preset, proposals.scope)
  const helper = request.helper ?? null
  const oneStep = async () => {
    const { gradients } = await source.ofStep(settings.seed, proposals, crops, 0, helper)
    tf.dispose([...gradients.values()])
  }
  try {
    // The first one compiles.
    await oneStep()
    // One alone is at times half as slow again: a run planned by it would learn less than its minutes hold.
    const times: number[] = []
    for (let step = 0; step < TIMED_STEPS; step++) {
      request.signal?.throwIfAborted()
      times.push(await timeOf(oneStep))
    }
    const stepMilliseconds = median(times)
    const peakBytes = await peakOf(networks.mbfcn, proposals)
    const alone = { mbfcn: networks.mbfcn, generator: null, discriminator: null }
    const lookMilliseconds = await timeOf(() =>
      measure(alone, preset, cascade, shapes, split.select, 'mbfcn', request.signal),
    )
    return { stepMilliseconds, lookMilliseconds, peakBytes }
  } finally {
    source.dispose()
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function peakOf(model: FinetuneRequest['networks']['mbfcn'], settings: ProposalSettings): Promise<number> {
  const network = trainingNetwork(model)
  const variables = [...learningWeights(model, settings.scope).values()]
  const size = settings.cropSize
  const input = tf.zeros([settings.microBatch, size, size, 3]) as tf.Tensor4D
  const { peakBytes } = await tf.profile(() => {
    const { value, grads } = tf.variableGrads(
      () => tf.addN(forward(network, input).map((output) => tf.mean(output))) as tf.Scalar,
      variables,
    )
    tf.dispose([value, grads])
    return []
  })
  input.dispose()
  return peakBytes
}
