/** One timed pass over a picture of noise with a given number of tiny ROIs: every stage as detection runs it. */
import { classify } from '../detection/classify.ts'
import { cropPatches } from '../detection/crop.ts'
import type { Detector } from '../detection/detect.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import { type PlannedTile, planDetection } from '../detection/plan.ts'
import { proposeTile } from '../detection/propose.ts'
import { superResolve } from '../detection/superResolve.ts'
import type { Box } from '../geometry/box.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import { trafficOf } from '../networks/traffic.ts'
import { EngineError } from './failure.ts'
import { type LoadedPreset, MEASURED_SIDE } from './load-preset.ts'
import { measurePeak } from './peak/measure.ts'
import { settle } from './peak/tensors.ts'
import type { BenchmarkCase, Call, CaseReport, StageSpeed } from './protocol.ts'

/** Side in px of the smallest ROI; the largest has twice as much. All of them pass the generator. */
const ROI_SIDE = 8

/** @throws EngineError without the second stage; the signal's reason */
export async function runCase(
  { cost }: LoadedPreset,
  detector: Detector,
  wanted: BenchmarkCase,
  threads: number,
  { signal }: Call,
): Promise<CaseReport> {
  const { preset, cascade, shapes, mbfcn, generator, discriminator } = detector
  if (!generator || !discriminator)
    throw new EngineError('internal', 'The second stage is not loaded: prepare the full stage.')
  const picture = noise(wanted.width, wanted.height)
  const tiles = planDetection(picture, wanted.smallestFace, shapes)
  const clock = { propose: 0, crop: 0, superResolve: 0, classify: 0 }
  const time = async <T>(stage: keyof typeof clock, work: () => T | Promise<T>): Promise<T> => {
    signal?.throwIfAborted()
    const start = performance.now()
    const result = await work()
    clock[stage] += performance.now() - start
    return result
  }
  // Halved levels are made once a picture; that is part of reading it, not of a stage.
  for (const { level } of tiles) picture.sizeAt(level.shrink)
  const { branches } = preset.mbfcn
  for (const tile of tiles)
    await time('propose', () => proposeTile(mbfcn, branches, picture, tile, cascade.calibration.mbfcn, 0.5))
  const { low, context } = preset.patch
  const batches = cropPatches(picture, boxes(wanted), low, context, shapes)
  let count = 0
  for (;;) {
    const next = await time('crop', () => batches.next())
    if (next.done) break
    const { patches, rois } = next.value
    count++
    const high = await time('superResolve', async () => {
      const refined = superResolve(generator, patches)
      await settle(refined)
      return refined
    })
    await time('classify', () => classify(discriminator, high, rois.length))
  }
  const passes = (tile: PlannedTile) => (tile.level.mirrored ? 2 : 1)
  const pixels = tiles.reduce((sum, tile) => sum + tile.networkWidth * tile.networkHeight * passes(tile), 0)
  const multiplyAdds = {
    propose: (cost.mbfcn ?? 0) * (pixels / MEASURED_SIDE ** 2),
    crop: 0,
    superResolve: (cost.generator ?? 0) * wanted.rois,
    classify: (cost.discriminator ?? 0) * wanted.rois,
  }
  const moved = (network: FoldedNetwork, side: number, inputs: number, passes: number) => {
    const { activations, weights } = trafficOf(network, side, side)
    return activations * inputs + weights * passes
  }
  const bytes = {
    propose: moved(
      mbfcn,
      MEASURED_SIDE,
      pixels / MEASURED_SIDE ** 2,
      tiles.reduce((sum, tile) => sum + passes(tile), 0),
    ),
    crop: 0,
    superResolve: moved(generator, low, wanted.rois, count),
    classify: moved(discriminator, preset.patch.high, wanted.rois, count),
  }
  const stages = (['propose', 'crop', 'superResolve', 'classify'] as const).map(
    (stage): StageSpeed => ({
      stage,
      milliseconds: clock[stage],
      gigaflop: (2 * multiplyAdds[stage]) / 1e9,
      gigabytes: bytes[stage] / 1e9,
    }),
  )
  return { stages, networkPixels: pixels, tiles: tiles.length, ...(await measurePeak(threads, signal)) }
}

/** The same noise for the same size. */
function noise(width: number, height: number): Picture {
  const random = generatorOf(width * 7919 + height)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let index = 0; index < data.length; index++) data[index] = index % 4 === 3 ? 255 : random() * 256
  return new Picture(sourceOf({ width, height, data }))
}

function boxes({ width, height, rois }: BenchmarkCase): Box[] {
  const random = generatorOf(rois)
  return Array.from({ length: rois }, () => {
    const side = ROI_SIDE * (1 + random())
    return { x: random() * (width - side), y: random() * (height - side), width: side, height: side }
  })
}

/** Numbers in [0, 1), a linear congruence: enough for noise. */
function generatorOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
