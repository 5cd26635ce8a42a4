import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isNamed, predictionPath } from './read-pictures.ts'

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'))
const command = fileURLToPath(new URL('../evaluate.ts', import.meta.url))

describe('npm run evaluate', () => {
  let folder = ''
  const place = (...parts: string[]) => join(folder, ...parts)
  const evaluate = (...options: string[]) => {
    const required = ['--images', place('images'), '--truth', place('truth.txt'), '--replicates', '20']
    return spawnSync(process.execPath, [tsx, command, ...required, ...options], { encoding: 'utf8' })
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'specklens-test-'))
    mkdirSync(place('images', 'a'), { recursive: true })
    mkdirSync(place('predictions', 'a'), { recursive: true })
    for (const name of ['one', 'two', 'none']) writeFileSync(place('images', 'a', `${name}.jpg`), '')
    const faces = '2\n10 10 10 12 0 0 0 0 0 0\n50 10 20 24 0 0 0 0 0 0\n'
    writeFileSync(place('truth.txt'), `a/one.jpg\n${faces}a/two.jpg\n1\n10 10 10 12 0 0 0 0 0 0\na/none.jpg\n0\n`)
    writeFileSync(place('predictions', 'a', 'one.txt'), 'one\n2\n10 10 10 12 0.9\n50 10 20 24 0.8\n')
    writeFileSync(place('predictions', 'a', 'none.txt'), 'none\n1\n0 0 30 30 0.1\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('prints the table, warns of a missing prediction file and writes JSON', () => {
    const json = place('result.json')
    const { stdout, stderr, status } = evaluate(
      '--predictions',
      place('predictions'),
      '--json',
      json,
      '--without',
      'two',
    )
    expect(stderr).toMatch(/1 pictures have no prediction file.*a\/two\.jpg/)
    expect(stdout).toMatch(/AP at IoU 0\.5, ≥ 4 px +\| +3 \| 0\.667/)
    expect(stdout).toMatch(/Without two \(2 pictures/)
    expect(status).toBe(0)
    const result = JSON.parse(readFileSync(json, 'utf8'))
    expect(result.all.averagePrecision[0]).toMatchObject({ band: '≥ 4 px', faces: 3, value: 2 / 3 })
    expect(result.all.recallAtOneFalsePositive.value).toBeCloseTo(2 / 3)
    expect(result.without.averagePrecision[0].value).toBe(1)
    expect(result.withoutPredictions).toEqual(['a/two.jpg'])
  }, 30000)

  test.each([
    [['--iou', 'half'], /--iou must be a number/],
    [['--predictions', 'nowhere'], /--predictions: there is no folder nowhere/],
    [['--prediction', 'x'], /Unknown option '--prediction'/],
    [['--stage', 'half'], /--stage must be one of mbfcn, full/],
  ])(
    'a mistake in %j is named, with the usage, and ends with 2',
    (options, message) => {
      const { stderr, status } = evaluate(...options)
      expect(stderr).toMatch(message)
      expect(stderr).toMatch(/--truth FILE/)
      expect(status).toBe(2)
    },
    30000,
  )
})

test('prediction files are found beside folders and names with dots', () => {
  expect(predictionPath('a.b/c.d.jpg')).toBe('a.b/c.d.txt')
  expect(isNamed('a/b.jpg', 'b')).toBe(true)
  expect(isNamed('a/b.jpg', 'a/b')).toBe(true)
  expect(isNamed('a/b.jpg', 'c')).toBe(false)
})
