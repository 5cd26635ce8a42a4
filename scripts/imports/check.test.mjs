/** The import check, on small repositories made of strings. */
import { describe, expect, it } from 'vitest'
import { checkImports } from './check.mjs'

const check = (/** @type {Record<string, string>} */ files) => checkImports(new Map(Object.entries(files)))

describe('the import check', () => {
  it('lets the arrows of the table pass', () => {
    const files = {
      'src/geometry/box.ts': '',
      'src/networks/build.ts': "import * as tf from '@tensorflow/tfjs-core'",
      'src/detection/plan.ts':
        "import { area } from '../geometry/box.ts'\nimport { build } from '../networks/build.ts'",
      'src/engine/protocol.ts': '',
      'src/engine/client.ts': "import type { Engine } from './protocol.ts'",
      'src/app/main.tsx': "import { createEngine } from '../engine/client.ts'\nimport './main.css'\nimport 'react'",
    }
    expect(check(files)).toEqual([])
  })

  it('refuses an import against an arrow and names file and line', () => {
    const files = { 'src/geometry/box.ts': "\nimport { a } from '../metrics/ap.ts'", 'src/metrics/ap.ts': '' }
    expect(check(files)).toEqual(['src/geometry/box.ts:2 src/geometry may not import src/metrics/ap.ts as a value.'])
  })

  it('lets anyone name the types of a contract, but not load it', () => {
    const face = { 'src/detection/face.ts': '' }
    expect(check({ ...face, 'src/app/list.ts': "import type { Face } from '../detection/face.ts'" })).toEqual([])
    expect(check({ ...face, 'src/app/list.ts': "import { Face } from '../detection/face.ts'" })).toHaveLength(1)
    expect(
      check({ 'src/detection/plan.ts': '', 'src/app/list.ts': "import type { Plan } from '../detection/plan.ts'" }),
    ).toHaveLength(1)
  })

  it('shows the page no more of the engine than client and protocol', () => {
    const files = { 'src/engine/worker.ts': '', 'src/app/main.tsx': "import { run } from '../engine/worker.ts'" }
    expect(check(files)).toEqual(['src/app/main.tsx:1 src/app may not import src/engine/worker.ts as a value.'])
  })

  it('refuses a package that is not the folder’s own', () => {
    expect(check({ 'src/app/a.ts': "import '@tensorflow/tfjs-core'" })[0]).toMatch('may not import the package')
    expect(check({ 'src/geometry/a.ts': "import 'react'" })).toHaveLength(1)
    expect(check({ 'src/geometry/a.test.ts': "import { it } from 'vitest'" })).toEqual([])
  })

  it('finds tensors that the page would load through others', () => {
    const files = {
      'src/app/main.tsx': "import { createEngine } from '../engine/client.ts'",
      'src/engine/client.ts': "import { name } from './backend.ts'",
      'src/engine/backend.ts': "import '@tensorflow/tfjs-core'",
    }
    expect(check(files)).toEqual([
      'The page would load @tensorflow/tfjs-core: src/app/main.tsx → src/engine/client.ts → src/engine/backend.ts.',
    ])
  })

  it('lets the client start the worker, which loads tensors on its own thread', () => {
    const files = {
      'src/app/main.tsx': "import { createEngine } from '../engine/client.ts'",
      'src/engine/client.ts': "new Worker(new URL('./worker.ts', import.meta.url))",
      'src/engine/worker.ts': "import '@tensorflow/tfjs-core'\nimport { a } from './client.ts'",
    }
    expect(check(files)).toEqual([])
  })

  it('finds a cycle, of types too', () => {
    const files = {
      'src/metrics/a.ts': "import { b } from './b.ts'",
      'src/metrics/b.ts': "import type { C } from './c.ts'",
      'src/metrics/c.ts': "import { a } from './a.ts'",
    }
    expect(check(files)).toEqual(['Cycle: src/metrics/a.ts → src/metrics/b.ts → src/metrics/c.ts → src/metrics/a.ts'])
  })

  it('refuses a file that lies in no folder of the table', () => {
    expect(check({ 'src/main.ts': '' })).toEqual(['src/main.ts is in no folder of the table.'])
  })
})
