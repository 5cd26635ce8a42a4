import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { buildKernels, TARGET } from './build-kernels.mjs'

test('the committed module is what its source compiles to (else: npm run kernels)', async () => {
  expect(await buildKernels()).toBe(await readFile(TARGET, 'utf8'))
}, 60_000)
