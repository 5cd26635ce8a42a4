/** What a stage keeps of each network that learns, and how a checkpoint takes it along. */
import * as tf from '@tensorflow/tfjs-core'
import type { NetworkName } from '../../networks/preset.ts'
import type { Adam } from '../adam.ts'
import type { MovingAverage } from '../average.ts'
import { type BatchGradients, clipNorm } from '../gradients.ts'
import type { Guard } from '../guard.ts'
import type { Checkpoint } from '../progress.ts'
import { copyOf, type StageContext, writeTo } from './context.ts'

const LARGEST_NORM = 5

export const NOT_FINITE = 'A loss was not finite: back to the last good weights, and on at half the rate.'

export interface Learning {
  readonly adam: Adam
  /** What is looked at and kept. */
  readonly average: MovingAverage
}

export type Learnings = Readonly<Partial<Record<NetworkName, Learning>>>

/** One step down the gradient, which is disposed; `pull` acts before the average takes the weights. False, and nothing changed, where it is not finite. */
export function descend({ adam, average }: Learning, found: BatchGradients, rate: number, pull?: () => void): boolean {
  const finite = Number.isFinite(found.norm)
  const gradients = finite ? clipNorm(found, LARGEST_NORM) : found.gradients
  if (finite) {
    adam.apply(gradients, rate)
    pull?.()
    average.update()
  }
  tf.dispose([...gradients.values()])
  return finite
}

/** Weights, optimisers and averages as they were in the checkpoint. */
export function restore(context: StageContext, { weights, optimisers, averages }: Checkpoint, learnings: Learnings) {
  writeTo(context, weights)
  for (const [name, { adam, average }] of entriesOf(learnings)) {
    const [optimiser, averaged] = [optimisers[name], averages[name]]
    if (optimiser) adam.restore(optimiser)
    if (averaged) average.restore(averaged)
  }
}

/** Of the stage after `step` steps; with MB-FCN's weights, which an earlier stage may have changed. */
export async function checkpointOf(
  context: StageContext,
  stage: Checkpoint['stage'],
  learnings: Learnings,
  { rateFactor, best }: Guard,
  step: number,
): Promise<Checkpoint> {
  const entries = entriesOf(learnings)
  const names = new Set<NetworkName>(['mbfcn', ...entries.map(([name]) => name)])
  const states = async <State>(of: (learning: Learning) => Promise<State>) =>
    Object.fromEntries(await Promise.all(entries.map(async ([name, learning]) => [name, await of(learning)] as const)))
  return {
    version: 1,
    stage,
    step,
    rateFactor,
    best,
    cascade: context.cascade,
    weights: await copyOf(context, [...names]),
    optimisers: await states(({ adam }) => adam.state()),
    averages: await states(({ average }) => average.state()),
  }
}

export function disposeAll(learnings: Learnings): void {
  for (const [, { adam, average }] of entriesOf(learnings)) {
    adam.dispose()
    average.dispose()
  }
}

const entriesOf = (learnings: Learnings) => Object.entries(learnings) as [NetworkName, Learning][]
