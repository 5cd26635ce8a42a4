import { expect, test } from 'vitest'
import { soakReport, soakWords } from './report.ts'
import type { Sample, SoakRun } from './run.ts'

const machine = { cpu: '', cores: 2, memoryGigabytes: 8, system: '', node: '', browser: '', loadBefore: 0 }
const sample = (pictures: number, minutes: number, size: number, part: Partial<Sample> = {}): Sample => {
  const sizes = { heap: size, page: size, wasm: size, process: size, tensors: 100 }
  return { after: 'pictures', pictures, minutes, ...sizes, ...part }
}
function run(minutes: number | null, samples: readonly Sample[], failed = 0): SoakRun {
  const options = { pictures: 500, minutes, preset: 'tiny', backend: 'wasm' }
  return { options, machine, samples, failed, messages: [] }
}

test('the 20th picture is compared with the last; what came before does not count', () => {
  const report = soakReport(run(null, [sample(10, 1, 50), sample(20, 2, 100), sample(40, 3, 109)]))
  expect(report.growth.page).toBeCloseTo(0.09)
  expect(report.held).toBe(true)
  expect(soakWords(report)).toContain('From picture 20 to picture 40: page and workers +9.0 %')
})

test('a tenth more of any measure does not count as held, nor does a failed picture', () => {
  for (const measure of ['page', 'wasm', 'process'] as const) {
    const report = soakReport(run(null, [sample(20, 2, 100), sample(40, 3, 100, { [measure]: 111 })]))
    expect(report.grown).toEqual([measure])
    expect(report.held).toBe(false)
  }
  expect(soakReport(run(null, [sample(20, 2, 100), sample(40, 3, 90)], 1)).held).toBe(false)
})

test('a single tensor more is a leak', () => {
  const report = soakReport(run(null, [sample(20, 2, 100), sample(40, 3, 100, { tensors: 101 })]))
  expect(report.held).toBe(false)
  expect(soakWords(report)).toContain('Memory did not hold: tensors.')
})

test('what was nothing may stay nothing, and a single tensor beside it is a leak', () => {
  const ended = { wasm: 0, tensors: 0 }
  const after = (part: Partial<Sample>) => soakReport(run(null, [sample(20, 2, 100, ended), sample(40, 3, 100, part)]))
  expect(after(ended).held).toBe(true)
  expect(soakWords(after(ended))).toContain('WebAssembly +0.0 %, tensors +0.0 %')
  expect(after({ ...ended, tensors: 1 }).grown).toEqual(['tensors'])
})

test('the heap may take code, and the results of pictures that stay open', () => {
  const samples = (heap: number) => [sample(20, 2, 5e6), sample(120, 6, 5e6, { heap })]
  expect(soakReport(run(null, samples(7.9e6))).held).toBe(true)
  expect(soakReport(run(null, samples(8.1e6))).grown).toEqual(['heap'])
  expect(soakReport(run(10, samples(6.9e6))).held).toBe(true)
  expect(soakReport(run(10, samples(7.1e6))).grown).toEqual(['heap'])
})

test('a long soak is compared from the fifth minute on', () => {
  const report = soakReport(run(60, [sample(20, 2, 10), sample(40, 5.5, 100), sample(80, 60, 105)]))
  expect(report.from.minutes).toBe(5.5)
  expect(report.held).toBe(true)
})

test('one measurement compares nothing, so nothing held', () => {
  const report = soakReport(run(null, [sample(20, 2, 100)]))
  expect(report.held).toBe(false)
  expect(soakWords(report)).toContain('nothing was compared')
})

test('a measure that the browser does not give is said', () => {
  const report = soakReport(run(null, [sample(20, 2, 100, { page: null }), sample(40, 3, 100, { page: null })]))
  expect(soakWords(report)).toContain('page and workers not known')
})
