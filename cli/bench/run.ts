/** Measures the built engine in a headless browser: networks by themselves, and detection stage by stage. */
import type { Page } from '@playwright/test'
import type { StageTime } from '../../src/detection/face.ts'
import type { BenchmarkReport, EngineFailure, EngineOptions, MeasuringEngine } from '../../src/engine/protocol.ts'
import { EngineCallFailed, openHeadless, prepareEngine } from '../browser/headless.ts'
import { detectFile, servePictures } from '../detect/detect-file.ts'
import { findPictures } from '../detect/find-pictures.ts'

export interface BenchOptions {
  readonly images: string | undefined
  readonly limit: number
  readonly preset: EngineOptions['preset']
  readonly backend: EngineOptions['backend']
  readonly smallestFace: number
}

export interface BenchResult extends BenchmarkReport {
  /** Null without pictures. */
  readonly detection: {
    readonly pictures: number
    readonly megapixels: number
    readonly proposed: number
    readonly classified: number
    /** Sums over the pictures. */
    readonly times: readonly StageTime[]
  } | null
}

/** @throws EngineCallFailed */
export async function runBenchmark(options: BenchOptions): Promise<BenchResult> {
  const browser = await openHeadless({ software: options.backend === 'webgpu' })
  try {
    const page = await browser.openPage()
    await prepareEngine(page, { preset: options.preset, backend: options.backend })
    const report = await measureNetworks(page)
    return { ...report, detection: options.images ? await measureDetection(page, options.images, options) : null }
  } finally {
    await browser.close()
  }
}

async function measureNetworks(page: Page): Promise<BenchmarkReport> {
  const answer = await page.evaluate(async () => {
    try {
      return { value: await (window.specklensEngine as MeasuringEngine).benchmark() }
    } catch (thrown) {
      const { code, message } = thrown as EngineFailure
      return { failure: { code, message } }
    }
  })
  if (answer.failure) throw new EngineCallFailed(answer.failure)
  return answer.value
}

async function measureDetection(page: Page, images: string, { limit, smallestFace }: BenchOptions) {
  await servePictures(page, images)
  const files = (await findPictures(images)).slice(0, limit)
  const sums = new Map<StageTime['stage'], number>()
  let [megapixels, proposed, classified] = [0, 0, 0]
  for (const file of files) {
    const detection = await detectFile(page, file, { smallestFace, stage: 'full', threshold: 0.02 })
    megapixels += (detection.width * detection.height) / 1e6
    proposed += detection.proposed
    classified += detection.classified
    for (const { stage, milliseconds } of detection.times) sums.set(stage, (sums.get(stage) ?? 0) + milliseconds)
  }
  const times = [...sums].map(([stage, milliseconds]) => ({ stage, milliseconds }))
  return { pictures: files.length, megapixels, proposed, classified, times }
}
