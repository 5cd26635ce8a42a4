/** What the benchmark runs: sizes of pictures and numbers of ROIs, and the medians of several passes. */
import type { Page } from '@playwright/test'
import type { BenchmarkCase, CaseReport, Peak, StageSpeed } from '../../src/engine/protocol.ts'
import { callEngine } from '../browser/headless.ts'

type Size = readonly [width: number, height: number, rois: number]

/** The case of every comparison, and of `--short`. */
const MIDDLE: Size = [1024, 768, 100]

/** Pixels grow at a fixed number of ROIs, then ROIs at a fixed number of pixels. */
const ALL: readonly Size[] = [
  [640, 480, 100],
  MIDDLE,
  [1920, 1080, 100],
  [4000, 3000, 100],
  [1024, 768, 10],
  [1024, 768, 600],
]

export interface CaseResult extends BenchmarkCase, Peak {
  readonly tiles: number
  readonly networkMegapixels: number
  readonly passes: number
  /** Sum of the stages. */
  readonly milliseconds: number
  readonly stages: readonly MeasuredStage[]
}

export interface MeasuredStage extends StageSpeed {
  readonly gigaflops: number
  /** Of the backend's own fastest kernel. */
  readonly shareOfPeak: number
  readonly gigabytesPerSecond: number
  readonly shareOfCopy: number
  /**
   * Of what the adapter can do: the time that its multiply-adds or its copying would need for the same, whichever needs longer, over the time
   * that was needed.
   */
  readonly shareOfPossible: number
}

export function casesOf(short: boolean, smallestFace: number): BenchmarkCase[] {
  return (short ? [MIDDLE] : ALL).map(([width, height, rois]) => ({ width, height, rois, smallestFace }))
}

export function isMiddle({ width, height, rois }: BenchmarkCase): boolean {
  return width === MIDDLE[0] && height === MIDDLE[1] && rois === MIDDLE[2]
}

/** `passes` times the case; `between` runs after each one. @throws EngineCallFailed */
export async function measureCase(
  page: Page,
  wanted: BenchmarkCase,
  passes: number,
  between: () => Promise<void> = async () => {},
): Promise<CaseResult> {
  const reports: CaseReport[] = []
  for (let pass = 0; pass < passes; pass++) {
    reports.push(await callEngine(page, 'benchmarkCase', wanted))
    await between()
  }
  return summarise(wanted, reports)
}

/** Medians stage by stage; the peaks are the best that any pass saw. */
export function summarise(wanted: BenchmarkCase, reports: readonly CaseReport[]): CaseResult {
  const [first] = reports
  if (!first) throw new Error('A case needs at least one pass.')
  const peak = bestOf(reports)
  const stages = first.stages.map(({ stage, gigaflop, gigabytes }, index): MeasuredStage => {
    const milliseconds = median(reports.map((report) => (report.stages[index] as StageSpeed).milliseconds))
    const gigaflops = (gigaflop / milliseconds) * 1e3
    const gigabytesPerSecond = (gigabytes / milliseconds) * 1e3
    const shareOfCopy = gigabytesPerSecond / peak.copyGigabytes
    const shares = {
      shareOfPeak: gigaflops / peak.peakGigaflops,
      shareOfCopy,
      shareOfPossible: Math.max(gigaflops / (peak.multiplyAddGigaflops ?? peak.peakGigaflops), shareOfCopy),
    }
    return { stage, milliseconds, gigaflop, gigabytes, gigaflops, gigabytesPerSecond, ...shares }
  })
  return {
    ...wanted,
    tiles: first.tiles,
    networkMegapixels: first.networkPixels / 1e6,
    passes: reports.length,
    ...peak,
    milliseconds: stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    stages,
  }
}

function bestOf(peaks: readonly Peak[]): Peak {
  const known = peaks.flatMap(({ multiplyAddGigaflops }) => multiplyAddGigaflops ?? [])
  return {
    peakGigaflops: Math.max(...peaks.map(({ peakGigaflops }) => peakGigaflops)),
    multiplyAddGigaflops: known.length > 0 ? Math.max(...known) : null,
    copyGigabytes: Math.max(...peaks.map(({ copyGigabytes }) => copyGigabytes)),
  }
}

/** The upper one of two middles. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}
