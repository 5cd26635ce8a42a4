/** Measures the built engine in a headless browser: networks alone, whole cases stage by stage, pictures, and ONNX Runtime beside it. */
import { loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import type { StageTime } from '../../src/detection/face.ts'
import type { BenchmarkCase, BenchmarkReport, EngineOptions } from '../../src/engine/protocol.ts'
import { callEngine, openHeadless, prepareEngine } from '../browser/headless.ts'
import { detectFile, servePictures } from '../detect/detect-file.ts'
import { findPictures } from '../detect/find-pictures.ts'
import { type CaseResult, casesOf, isMiddle, measureCase } from './cases.ts'
import { type Comparison, compareWithOrt } from './compare.ts'
import { describeMachine, type Machine } from './machine.ts'
import { highWaterOf } from './memory.ts'
import { measurePeers, type PeerSpeed } from './peers.ts'
import { measureThreads, type ThreadGain } from './threads.ts'

const PASSES = 3
/** Two engines that take turns on a machine with other work need more of them. */
const COMPARED_PASSES = 7

export interface BenchOptions {
  readonly images: string | undefined
  readonly limit: number
  readonly preset: EngineOptions['preset']
  readonly backend: EngineOptions['backend']
  readonly smallestFace: number
  /** The middle case alone. */
  readonly short: boolean
}

export interface BenchResult extends BenchmarkReport {
  readonly machine: Machine
  /** From nothing to a prepared engine, the browser's caches empty; `startup` has its parts. */
  readonly prepareMilliseconds: number
  /** The middle case right after that, when every shape is new. */
  readonly firstInferenceMilliseconds: number
  /** Bytes that the page's process has held at most, after all cases; null where the system does not tell. */
  readonly highWaterBytes: number | null
  readonly cases: readonly CaseResult[]
  readonly onnxruntime: Comparison
  readonly ratios: {
    /** Our time over ONNX Runtime's for 1024×768 and 100 ROIs, both on WebAssembly with one thread. */
    readonly ours_over_ort_wasm: number
  }
  /** Of the middle case; null where no second thread starts. */
  readonly threads: ThreadGain | null
  /** Other detectors on one picture, as their users run them; empty for `short`. */
  readonly peers: readonly PeerSpeed[]
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
  const loadBefore = loadavg()[0] ?? 0
  const browser = await openHeadless({ software: options.backend === 'webgpu' })
  try {
    const page = await browser.openPage()
    const start = performance.now()
    await prepareEngine(page, { preset: options.preset, backend: options.backend, threads: 1 })
    const prepareMilliseconds = performance.now() - start
    const middle = casesOf(true, options.smallestFace)[0] as BenchmarkCase
    const first = await callEngine(page, 'benchmarkCase', middle)
    const firstInferenceMilliseconds = first.stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    const report = await callEngine(page, 'benchmark')
    const onWasm = report.info.backend === 'wasm'
    const wasmPage = onWasm ? page : await browser.openPage()
    if (!onWasm) await prepareEngine(wasmPage, { preset: options.preset, backend: 'wasm', threads: 1 })

    const cases: CaseResult[] = []
    let compared: Awaited<ReturnType<typeof compareWithOrt>> | undefined
    for (const wanted of casesOf(options.short, options.smallestFace)) {
      if (isMiddle(wanted)) compared = await compareWithOrt(wasmPage, options.preset, wanted, COMPARED_PASSES)
      cases.push(isMiddle(wanted) && onWasm && compared ? compared.ours : await measureCase(page, wanted, PASSES))
    }
    if (!compared) throw new Error('The middle case is missing.')
    const peers = options.short ? [] : await measurePeers(page, report.info.backend, PASSES)
    const { oursMilliseconds, ortMilliseconds } = compared.comparison
    const threads = await measureThreads(browser.openPage, options.preset, middle, PASSES)
    const detection = options.images ? await measureDetection(page, options.images, options) : null
    return {
      machine: describeMachine(page, loadBefore),
      ...report,
      prepareMilliseconds,
      firstInferenceMilliseconds,
      highWaterBytes: await highWaterOf(page),
      cases,
      onnxruntime: compared.comparison,
      threads,
      ratios: { ours_over_ort_wasm: oursMilliseconds / ortMilliseconds },
      peers,
      detection,
    }
  } finally {
    await browser.close()
  }
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
