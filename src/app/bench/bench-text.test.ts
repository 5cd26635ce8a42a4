import { expect, test } from 'vitest'
import type { CaseReport, MeasuringEngine } from '../../engine/protocol.ts'
import { type DeviceReport, measureDevice } from './bench-run.ts'
import { reportText } from './bench-text.ts'

const stages = [
  { stage: 'propose', milliseconds: 200, gigaflop: 4, gigabytes: 0.5 },
  { stage: 'crop', milliseconds: 10, gigaflop: 0, gigabytes: 0 },
] as const
const peak = { peakGigaflops: 40, multiplyAddGigaflops: 50, copyGigabytes: 8 }
const report: CaseReport = { stages, networkPixels: 1, tiles: 1, ...peak }
const networks = {
  info: {
    preset: 'tiny',
    backend: 'wasm',
    adapter: null,
    threads: 1,
    convolutionGain: null,
    rejected: [],
    weightBytes: 1,
  },
  startup: { backend: 100, download: 200, compile: 300 },
  ...peak,
  networks: [],
} as const

function engine() {
  const state = { disposed: false }
  const made = {
    prepare: async () => networks.info,
    benchmark: async () => networks,
    benchmarkCase: async (_wanted: unknown, call?: { signal?: AbortSignal }) => {
      call?.signal?.throwIfAborted()
      return report
    },
    dispose: () => {
      state.disposed = true
    },
  }
  return Object.assign(made as unknown as MeasuringEngine, { state })
}

const options = { preset: 'tiny', backend: 'auto' } as const
const nothing = () => {}

test('the text names the device, the start and every stage with its share of the best', async () => {
  const reports: DeviceReport[] = []
  const made = engine()
  await measureDevice(
    options,
    true,
    new AbortController().signal,
    nothing,
    (one) => reports.push(one),
    () => made,
  )
  expect(made.state.disposed).toBe(true)
  const [report, device] = [reports.at(-1) as DeviceReport, { browser: 'Some Browser 1', cores: 2 }]
  const text = reportText(report, device)
  expect(text).not.toContain('own convolutions')
  const info = { ...report.networks.info, convolutionGain: 1.84 }
  const onGpu = reportText({ ...report, networks: { ...report.networks, info } }, device)
  expect(onGpu).toContain('own convolutions: 1.8 times as fast')
  expect(text).toContain('preset tiny on wasm, threads: 1')
  expect(text).toContain('Some Browser 1, 2 cores')
  expect(text).toContain('download 0.2 s, compiling 0.3 s, first picture 0.2 s')
  expect(text).toContain('| 1024×768 | 100 | MB-FCN | 200 | 20.0 | 50 % | 40 % |')
  expect(text).toContain('| 1024×768 | 100 | all | 210 |')
})

test('all cases are run, counted up to the last, and stopping ends the engine', async () => {
  const steps: string[] = []
  let cases = 0
  await measureDevice(
    options,
    false,
    new AbortController().signal,
    ({ done, total }) => steps.push(`${done}/${total}`),
    (one) => {
      cases = one.cases.length
    },
    engine,
  )
  expect(cases).toBe(6)
  expect(steps.at(-1)).toBe('9/9')
  const made = engine()
  const stop = new AbortController()
  stop.abort(new Error('stopped'))
  await expect(measureDevice(options, true, stop.signal, nothing, nothing, () => made)).rejects.toThrow('stopped')
  expect(made.state.disposed).toBe(true)
})
