/** Our engine and ONNX Runtime on the same work, turn by turn in one browser: WebAssembly, one thread each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../scripts/step.mjs'
import type { BenchmarkCase, EngineOptions } from '../../src/engine/protocol.ts'
import { planPyramid } from '../../src/geometry/pyramid.ts'
import { TILE_ALIGNMENT } from '../../src/geometry/tiles.ts'
import type { Preset } from '../../src/networks/preset.ts'
import { type CaseResult, measureCase, median } from './cases.ts'
import { loadOrt, type OrtWork, runOrt } from './ort.ts'

/** ROIs a run of ONNX Runtime: of 16 and 100 the faster one for it. */
const ORT_BATCH = 16

export interface Comparison {
  readonly version: string
  /** Medians. Ours: propose, superResolve and classify as detection runs them, tiles' overlap and read-back included. */
  readonly oursMilliseconds: number
  /** Networks alone, whole frames, inputs and outputs not counted. */
  readonly ortMilliseconds: number
  readonly ort: Readonly<Record<string, number>>
}

/** `page` holds the engine, prepared on WebAssembly. @throws EngineCallFailed */
export async function compareWithOrt(
  page: Page,
  preset: EngineOptions['preset'],
  wanted: BenchmarkCase,
  passes: number,
): Promise<{ ours: CaseResult; comparison: Comparison }> {
  const version = await loadOrt(page, preset)
  const { patch } = JSON.parse(await readFile(join(root, 'models', preset, 'preset.json'), 'utf8')) as Pick<
    Preset,
    'patch'
  >
  const work = ortWork(wanted, patch)
  await runOrt(page, work)
  const times: Record<string, number>[] = []
  const ours = await measureCase(page, wanted, passes, async () => {
    times.push(await runOrt(page, work))
  })
  const ort = Object.fromEntries(
    Object.keys(times[0] ?? {}).map((network) => [network, median(times.map((pass) => pass[network] ?? 0))]),
  )
  const cropping = ours.stages.find(({ stage }) => stage === 'crop')?.milliseconds ?? 0
  const comparison = {
    version,
    oursMilliseconds: ours.milliseconds - cropping,
    ortMilliseconds: Object.values(ort).reduce((sum, milliseconds) => sum + milliseconds, 0),
    ort,
  }
  return { ours, comparison }
}

/** The same scales in whole frames, which ONNX Runtime runs faster than tiles, and as many patches. */
export function ortWork(wanted: BenchmarkCase, { low, high }: Preset['patch']): OrtWork {
  const aligned = (side: number) => Math.ceil(side / TILE_ALIGNMENT) * TILE_ALIGNMENT
  const levels = planPyramid(wanted.width, wanted.height, wanted.smallestFace)
  const frames = levels.flatMap(({ width, height, enlargement, mirrored }) => {
    const shape = [1, 3, aligned(height * enlargement), aligned(width * enlargement)]
    return mirrored ? [shape, shape] : [shape]
  })
  const batches = (side: number) =>
    Array.from({ length: Math.ceil(wanted.rois / ORT_BATCH) }, (_, index) => [
      Math.min(ORT_BATCH, wanted.rois - index * ORT_BATCH),
      3,
      side,
      side,
    ])
  return [
    ...frames.map((shape) => ({ network: 'mbfcn' as const, shape })),
    ...batches(low).map((shape) => ({ network: 'generator' as const, shape })),
    ...batches(high).map((shape) => ({ network: 'discriminator' as const, shape })),
  ]
}
