/** The scanner of imports, on every way of writing one that the code base uses. */
import { describe, expect, it } from 'vitest'
import { scanImports } from './scan.mjs'

const specifiers = (/** @type {string} */ text) => scanImports(text).map(({ specifier }) => specifier)

describe('imports in a file', () => {
  it('finds named, default, namespace, bare and re-exported ones', () => {
    const text = [
      "import a from 'a'",
      "import { b, c } from './b.ts'",
      "import * as d from '../d.ts'",
      "import './e.css'",
      "export { f } from './f.ts'",
      "export * from './g.ts'",
    ].join('\n')
    expect(specifiers(text)).toEqual(['a', './b.ts', '../d.ts', './e.css', './f.ts', './g.ts'])
  })

  it('finds one over several lines and says where it begins', () => {
    expect(scanImports("\nimport {\n  a,\n  b,\n} from './ab.ts'\n")).toEqual([
      { specifier: './ab.ts', typeOnly: false, kind: 'static', line: 2 },
    ])
  })

  it('tells types from values', () => {
    const text = "import type { A } from './a.ts'\nexport type { B } from './b.ts'\nimport { type C } from './c.ts'"
    expect(scanImports(text).map(({ typeOnly }) => typeOnly)).toEqual([true, true, false])
  })

  it('does not take a default import named type for a type', () => {
    expect(scanImports("import type from './type.ts'")[0]?.typeOnly).toBe(false)
  })

  it('finds imports made while running, and files that a worker starts from', () => {
    const text =
      "const a = await import('./a.ts')\nnew Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })"
    expect(scanImports(text).map(({ specifier, kind }) => [specifier, kind])).toEqual([
      ['./a.ts', 'dynamic'],
      ['./worker.ts', 'worker'],
    ])
  })

  it('passes over comments, strings and exports that import nothing', () => {
    const text = [
      "// import a from 'a'",
      '/*',
      "import b from 'b'",
      '*/',
      "export const glob = 'src/**/*.ts'",
      "export function c() { return 'from here' }",
      "export type D = 'd'",
    ].join('\n')
    expect(specifiers(text)).toEqual([])
  })
})
