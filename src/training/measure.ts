/** Average precision of networks on labelled pictures: what chooses between checkpoints, and what is reported. */
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Cascade } from '../detection/cascade.ts'
import { type Detector, detectFaces } from '../detection/detect.ts'
import type { Face } from '../detection/face.ts'
import type { Shapes } from '../detection/plan.ts'
import { DEFAULT_SMALLEST_FACE } from '../geometry/pyramid.ts'
import { averagePrecision, rankOutcomes, recallAtFalsePositives, totalFaces } from '../metrics/average-precision.ts'
import { ALL_FACES, type Band, HEIGHT_BANDS } from '../metrics/bands.ts'
import { matchPicture } from '../metrics/matching.ts'
import { type FoldedNetwork, foldNetwork } from '../networks/fold.ts'
import type { Preset } from '../networks/preset.ts'
import type { Precision } from './progress.ts'
import type { Labelled } from './samples/labelled.ts'

export interface Networks {
  readonly mbfcn: LayersModel
  /** Both or neither. */
  readonly generator: LayersModel | null
  readonly discriminator: LayersModel | null
}

export interface Looked {
  readonly labelled: Labelled
  /** Highest score first. */
  readonly faces: readonly Face[]
}

/** Lowest score that measuring looks at: the command line's. */
const THRESHOLD = 0.02
const HIT_IOU = 0.5

/** Folds networks for detection; `dispose` frees the folded copies. */
export function foldDetector(
  { mbfcn, generator, discriminator }: Networks,
  preset: Preset,
  cascade: Cascade,
  shapes: Shapes,
): { readonly detector: Detector; dispose(): void } {
  const folded: FoldedNetwork[] = []
  const fold = (model: LayersModel, outputs?: readonly string[]) => {
    const network = foldNetwork(model, outputs)
    folded.push(network)
    return network
  }
  const second = generator && discriminator
  const heads = preset.discriminator.box ? ['fc_clc', 'fc_box'] : ['fc_clc']
  const detector = {
    preset,
    cascade,
    shapes,
    mbfcn: fold(mbfcn),
    generator: second
      ? fold(
          generator,
          generator.outputLayers.slice(-1).map(({ name }) => name),
        )
      : null,
    discriminator: second ? fold(discriminator, heads) : null,
  }
  return {
    detector,
    dispose: () => {
      for (const network of folded) network.dispose()
    },
  }
}

/** Detects on every picture; lets others work between tiles. `stage` 'full' needs all networks. @throws the signal's reason */
export async function lookAt(
  detector: Detector,
  pictures: readonly Labelled[],
  stage: 'mbfcn' | 'full',
  signal?: AbortSignal,
): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const labelled of pictures) {
    const settings = { smallestFace: DEFAULT_SMALLEST_FACE, stage, threshold: THRESHOLD }
    const steps = detectFaces(detector, labelled.picture, settings, signal)
    let step = await steps.next()
    while (!step.done) {
      await new Promise((done) => setTimeout(done, 0))
      step = await steps.next()
    }
    looked.push({ labelled, faces: step.value.faces })
  }
  return looked
}

export function precisionOf(looked: readonly Looked[]): Precision {
  const rankedIn = (band: Band) =>
    rankOutcomes(
      looked.map(({ labelled, faces }) => matchPicture({ faces: labelled.faces, predictions: faces }, band, HIT_IOU)),
    )
  const ranked = rankedIn(ALL_FACES)
  const bands = HEIGHT_BANDS.map((band) => {
    const own = rankedIn(band)
    return { band: band.name, faces: totalFaces(own), ap: averagePrecision(own) }
  })
  return { ap: averagePrecision(ranked), recallAtOneFalsePositive: recallAtFalsePositives(ranked, 1), bands }
}

/** `lookAt` and `precisionOf` with networks folded for the occasion. @throws the signal's reason */
export async function measure(
  networks: Networks,
  preset: Preset,
  cascade: Cascade,
  shapes: Shapes,
  pictures: readonly Labelled[],
  stage: 'mbfcn' | 'full',
  signal?: AbortSignal,
): Promise<Precision> {
  const { detector, dispose } = foldDetector(networks, preset, cascade, shapes)
  try {
    return precisionOf(await lookAt(detector, pictures, stage, signal))
  } finally {
    dispose()
  }
}
