/** The way of a picture through all stages: restore → plan → propose → crop → super-resolve → classify → merge. */
import type { tensor4d } from '@tensorflow/tfjs-core'
import type { Progress } from '../engine/protocol.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { Preset } from '../networks/preset.ts'
import { type Cascade, pathOf } from './cascade.ts'
import { classify, type Verdict } from './classify.ts'
import { cropPatches } from './crop.ts'
import type { Detection, DetectionSettings, ScorePath, StageTime } from './face.ts'
import { mergeFaces, mergeProposals, scoreFace } from './merge.ts'
import type { Picture } from './picture.ts'
import { planDetection, type Shapes } from './plan.ts'
import { type Proposal, proposeTile } from './propose.ts'
import { seen } from './restored.ts'
import { superResolve } from './superResolve.ts'

export interface Detector {
  readonly preset: Preset
  readonly cascade: Cascade
  readonly mbfcn: FoldedNetwork
  /** Null where only the stage 'mbfcn' is wanted. The generator's last output is the refined patch. */
  readonly generator: FoldedNetwork | null
  /** Outputs fc_clc and, where the preset has one, fc_box. */
  readonly discriminator: FoldedNetwork | null
  readonly shapes: Shapes
}

/**
 * Finds faces. Yields after every tile and every batch: that is where a caller lets other work in. @throws the signal's
 * reason, checked at the same places; Error where the second stage is wanted and not loaded.
 */
export async function* detectFaces(
  detector: Detector,
  original: Picture,
  settings: DetectionSettings,
  signal?: AbortSignal,
): AsyncGenerator<Progress, Detection> {
  const { cascade, preset } = detector
  const clock = new StageClock()
  const start = performance.now()
  const { picture, restored, condition } = yield* seen(original, cascade, settings.restore, signal)
  if (restored) clock.add('restore', performance.now() - start)
  const floor = settings.stage === 'full' ? Math.min(settings.threshold, cascade.gate.minimumScore) : settings.threshold
  const tiles = planDetection(picture, settings.smallestFace, detector.shapes)
  const proposals: Proposal[] = []
  for (const [done, tile] of tiles.entries()) {
    signal?.throwIfAborted()
    yield { stage: 'proposing', done, total: tiles.length }
    const found = await clock.time('propose', () =>
      proposeTile(detector.mbfcn, preset.mbfcn.branches, picture, tile, cascade.calibration.mbfcn, floor),
    )
    for (const proposal of found) proposals.push(proposal)
  }
  const rois = await clock.time('merge', async () => mergeProposals(proposals, cascade))

  const paths = rois.map(({ score, height }) => (settings.stage === 'full' ? pathOf(cascade, score, height) : 'mbfcn'))
  const verdicts = new Map<number, Verdict>()
  const counts = { generated: 0, direct: 0 }
  for (const path of ['generated', 'direct'] as const) {
    const indices = [...rois.keys()].filter((index) => paths[index] === path)
    counts[path] = indices.length
    yield* judge(detector, picture, rois, indices, path, verdicts, clock, signal)
  }

  const faces = await clock.time('merge', async () => {
    const scored = rois.map((roi, index) =>
      scoreFace(roi, paths[index] as ScorePath, verdicts.get(index), cascade, picture),
    )
    return mergeFaces(scored, cascade, settings.threshold)
  })
  return {
    width: picture.width,
    height: picture.height,
    faces,
    times: clock.times(),
    proposed: rois.length,
    generated: counts.generated,
    classified: counts.generated + counts.direct,
    restored,
    ...(condition === undefined ? {} : { condition }),
  }
}

/** Runs the second stage on the ROIs of one path and notes their verdicts. */
async function* judge(
  { preset, generator, discriminator, shapes }: Detector,
  picture: Picture,
  rois: readonly Proposal[],
  indices: readonly number[],
  path: 'generated' | 'direct',
  verdicts: Map<number, Verdict>,
  clock: StageClock,
  signal?: AbortSignal,
): AsyncGenerator<Progress, void> {
  if (indices.length === 0) return
  if (!generator || !discriminator) throw new Error('The second stage is not loaded.')
  const size = path === 'generated' ? preset.patch.low : preset.patch.high
  const boxes = indices.map((index) => (rois[index] as Proposal).box)
  const stage = path === 'generated' ? 'superResolving' : 'scoring'
  const batches = cropPatches(picture, boxes, size, preset.patch.context, shapes)
  let done = 0
  try {
    for (;;) {
      signal?.throwIfAborted()
      yield { stage, done, total: indices.length }
      const cropping = path === 'generated' ? 'superResolve' : 'classify'
      const next = await clock.time(cropping, async () => batches.next())
      if (next.done) return
      const batch = next.value
      let high: ReturnType<typeof tensor4d> = batch.patches
      if (path === 'generated')
        high = await clock.time('superResolve', async () => superResolve(generator, batch.patches))
      const found = await clock.time('classify', () => classify(discriminator, high, batch.rois.length))
      batch.rois.forEach((roi, row) => {
        verdicts.set(indices[roi] as number, found[row] as Verdict)
      })
      done += batch.rois.length
    }
  } finally {
    // An abort leaves the crops' tensors to their generator's own clean-up.
    batches.return()
  }
}

/** Adds up the time a stage takes. A GPU works behind: what it still computes is counted where its results are read. */
class StageClock {
  readonly #sums = new Map<StageTime['stage'], number>()

  async time<T>(stage: StageTime['stage'], work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.add(stage, performance.now() - start)
    }
  }

  add(stage: StageTime['stage'], milliseconds: number): void {
    this.#sums.set(stage, (this.#sums.get(stage) ?? 0) + milliseconds)
  }

  times(): StageTime[] {
    return [...this.#sums].map(([stage, milliseconds]) => ({ stage, milliseconds }))
  }
}
