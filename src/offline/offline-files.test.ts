import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fileOfAddress, keptAtOnce, sha256 } from './offline-files.ts'

const files = {
  'index.html': ['a', 1000],
  'assets/index.js': ['b', 200_000],
  'models/compact/mbfcn/weights.bin': ['c', 1e6],
  'models/paper/mbfcn/weights.bin': ['d', 9e6],
} as const
const scope = 'https://example.org/some/where/'

test('large weights wait until somebody uses them', () => {
  expect(keptAtOnce(files)).toEqual(['index.html', 'assets/index.js', 'models/compact/mbfcn/weights.bin'])
})

test('only the page’s own files are answered from the device', () => {
  expect(fileOfAddress(`${scope}assets/index.js?x=1`, scope, files)).toBe('assets/index.js')
  expect(fileOfAddress(`${scope}assets/other.js`, scope, files)).toBeNull()
  expect(fileOfAddress(`${scope}toString`, scope, files)).toBeNull()
  expect(fileOfAddress('https://example.org/assets/index.js', scope, files)).toBeNull()
  expect(fileOfAddress('https://other.org/some/where/index.html', scope, files)).toBeNull()
})

test('the hash is the one that the build writes', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(500))
  expect(await sha256(bytes.buffer)).toBe(createHash('sha256').update(bytes).digest('base64'))
})
