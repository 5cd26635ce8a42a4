/** Measures this device, one case after the other, in an engine of its own that is gone afterwards. */
import { createEngine } from '../../engine/client.ts'
import type {
  BenchmarkCase,
  BenchmarkReport,
  CaseReport,
  EngineOptions,
  MeasuringEngine,
  Progress,
} from '../../engine/protocol.ts'

/** As `npm run bench` measures them: pixels grow at a fixed number of ROIs, then ROIs at a fixed number of pixels. */
const MIDDLE = { width: 1024, height: 768, rois: 100, smallestFace: 4 } as const
const CASES: readonly BenchmarkCase[] = [
  MIDDLE,
  { ...MIDDLE, width: 640, height: 480 },
  { ...MIDDLE, width: 1920, height: 1080 },
  { ...MIDDLE, width: 4000, height: 3000 },
  { ...MIDDLE, rois: 10 },
  { ...MIDDLE, rois: 600 },
]

export interface MeasuredCase {
  readonly wanted: BenchmarkCase
  readonly report: CaseReport
  /** ms over all stages. */
  readonly milliseconds: number
}

export interface DeviceReport {
  readonly networks: BenchmarkReport
  /** ms of the middle case the first time, when every shape is new. */
  readonly first: number
  readonly cases: readonly MeasuredCase[]
}

export interface Step {
  readonly done: number
  readonly total: number
  readonly progress: Progress | null
}

/**
 * `onStep` hears what is under way, `onReport` each time there is more to show. Rejects with an EngineFailure; the engine ends either way.
 */
export async function measureDevice(
  options: EngineOptions,
  short: boolean,
  signal: AbortSignal,
  onStep: (step: Step) => void,
  onReport: (report: DeviceReport) => void,
  start: () => MeasuringEngine = createEngine,
): Promise<void> {
  const engine = start()
  const wanted = short ? [MIDDLE] : CASES
  // Preparation, the first pass and the networks alone come before the cases.
  const total = wanted.length + 3
  let done = 0
  const step = async <T>(work: Promise<T>) => {
    const result = await work
    done++
    onStep({ done, total, progress: null })
    return result
  }
  try {
    onStep({ done, total, progress: null })
    await step(engine.prepare(options, { signal, onProgress: (progress) => onStep({ done, total, progress }) }))
    const first = sumOf(await step(engine.benchmarkCase(MIDDLE, { signal })))
    const networks = await step(engine.benchmark({ signal }))
    const cases: MeasuredCase[] = []
    onReport({ networks, first, cases: [] })
    for (const one of wanted) {
      const report = await step(engine.benchmarkCase(one, { signal }))
      cases.push({ wanted: one, report, milliseconds: sumOf(report) })
      onReport({ networks, first, cases: [...cases] })
    }
  } finally {
    engine.dispose()
  }
}

function sumOf({ stages }: CaseReport): number {
  return stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
}
