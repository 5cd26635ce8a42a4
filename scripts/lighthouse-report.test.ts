/** Checks what is read from Lighthouse's results, on results as Lighthouse writes them. */
import { expect, test } from 'vitest'
import { faultsOf, type LighthouseResult, linesOf, median, reportOf, scoresOf } from './lighthouse-report.ts'

function result(performance: number, score: number | null, scoreDisplayMode = 'numeric'): LighthouseResult {
  const audit = {
    title: 'Blocked',
    score,
    scoreDisplayMode,
    displayValue: `${performance} s`,
    details: { items: [{ url: 'http://127.0.0.1:4173/a.js' }, { node: { selector: 'main > p' } }, {}, {}, {}] },
  }
  return {
    categories: {
      performance: {
        score: performance,
        auditRefs: [
          { id: 'hint', weight: 0 },
          { id: 'blocked', weight: 30 },
          { id: 'for-people', weight: 0 },
        ],
      },
    },
    audits: {
      blocked: audit,
      hint: { ...audit, title: 'Hint', score: 0, scoreDisplayMode: 'metricSavings' },
      'for-people': { ...audit, title: 'Look', scoreDisplayMode: 'manual' },
    },
  }
}

test('the median is a value that was measured', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2)
  expect(median([])).toBeNaN()
})

test('the report is that of the run in the middle, not of the best one', () => {
  const { scores, runs, faults } = reportOf([result(0.99, 1), result(0.5, 0.1), result(0.93, 0.9)])
  expect(scores).toEqual({ performance: 93 })
  expect(runs.map(({ performance }) => performance)).toEqual([99, 50, 93])
  expect(faults.find(({ id }) => id === 'blocked')?.score).toBe(0.9)
})

test('every audit below 1 is named with its reason, those that count first', () => {
  const faults = faultsOf(result(0.5, 0.4))
  expect(faults.map(({ id }) => id)).toEqual(['blocked', 'hint'])
  expect(faults[0]?.reason).toBe('0.5 s; /a.js; main > p; and 2 more')
  expect(faultsOf(result(0.5, 1)).map(({ id }) => id)).toEqual(['hint'])
})

test('an audit that failed is no pass, and a page without a score is an error', () => {
  expect(faultsOf(result(0.5, null, 'error')).map(({ id }) => id)).toContain('blocked')
  expect(linesOf('mobile', reportOf([result(0.5, null, 'error')])).join('\n')).toContain('failed performance/blocked')
  const broken = { ...result(0.5, 1), categories: { performance: { score: null, auditRefs: [] } } }
  expect(() => scoresOf(broken)).toThrow(/no score for performance/)
})
