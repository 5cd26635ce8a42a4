import { expect, test } from 'vitest'
import { soakReport, soakWords } from './report.ts'
import type { Sample, SoakRun } from './run.ts'

const machine = { cpu: '', cores: 2, memoryGigabytes: 8, system: '', node: '', browser: '', loadBefore: 0 }
const sample = (pictures: number, minutes: number, size: number, page: number | null = size): Sample => {
  return { after: 'pictures', pictures, minutes, heap: size, page, process: size }
}
function run(minutes: number | null, samples: readonly Sample[], failed = 0): SoakRun {
  const options = { pictures: 500, minutes, preset: 'tiny', backend: 'wasm' }
  return { options, machine, samples, failed, messages: [] }
}

test('the 20th picture is compared with the last; what came before does not count', () => {
  const report = soakReport(run(null, [sample(10, 1, 50), sample(20, 2, 100), sample(40, 3, 109)]))
  expect(report.growth.heap).toBeCloseTo(0.09)
  expect(report.held).toBe(true)
  expect(soakWords(report)).toContain('From picture 20 to picture 40: JavaScript heap +9.0 %')
})

test('a tenth more of any measure does not count as held, nor does a failed picture', () => {
  expect(soakReport(run(null, [sample(20, 2, 100), sample(40, 3, 111)])).held).toBe(false)
  expect(soakReport(run(null, [sample(20, 2, 100), sample(40, 3, 90)], 1)).held).toBe(false)
})

test('a long soak is compared from the fifth minute on', () => {
  const report = soakReport(run(60, [sample(20, 2, 10), sample(40, 5.5, 100), sample(80, 60, 105)]))
  expect(report.from.minutes).toBe(5.5)
  expect(report.held).toBe(true)
})

test('a measure that the browser does not give is said', () => {
  const report = soakReport(run(null, [sample(20, 2, 100, null), sample(40, 3, 100, null)]))
  expect(soakWords(report)).toContain('page and workers not known')
})
