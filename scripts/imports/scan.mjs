/** Reads the imports out of a source file's text. Relies on the formatter: a declaration begins its line. */

/**
 * @typedef {object} Import
 * @property {string} specifier - as written
 * @property {boolean} typeOnly - erased before the code runs
 * @property {'static' | 'dynamic' | 'worker'} kind - `worker`: a file named by `new URL(…, import.meta.url)`, which runs on its own
 * @property {number} line - from 1
 */

const declaration = /^(import|export)\b(\s+type\b(?!\s*,|\s+from\b))?([^'"`;()]*?)(?:\bfrom\s*)?(['"])([^'"\n]+)\4/gm
const dynamic = /(\btypeof\s+)?\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"`]([^'"`\n]+)['"`]/g
const worker = /\bnew\s+URL\(\s*['"]([^'"\n]+)['"]\s*,\s*import\.meta\.url/g

/**
 * @param {string} text
 * @returns {Import[]}
 */
export function scanImports(text) {
  /** @type {Import[]} */
  const found = []
  const code = blankComments(text)
  const lineAt = (/** @type {number} */ index) => code.slice(0, index).split('\n').length

  for (const match of code.matchAll(declaration)) {
    const [, keyword, type, names = '', , specifier = ''] = match
    // `export const a = 'b'` and its like have no `from`; `import 'b'` has no names.
    const isImport = /\bfrom\s*['"]/.test(match[0]) || (keyword === 'import' && names.trim() === '')
    if (!isImport) continue
    // `import { type A }` is not erased under verbatimModuleSyntax: it still loads the module.
    found.push({ specifier, typeOnly: type !== undefined, kind: 'static', line: lineAt(match.index) })
  }
  for (const match of code.matchAll(dynamic)) {
    const [, typeOf, specifier = ''] = match
    found.push({ specifier, typeOnly: typeOf !== undefined, kind: 'dynamic', line: lineAt(match.index) })
  }
  for (const match of code.matchAll(worker)) {
    found.push({ specifier: match[1] ?? '', typeOnly: false, kind: 'worker', line: lineAt(match.index) })
  }
  return found.sort((a, b) => a.line - b.line)
}

/**
 * Comments become spaces, line ends stay. A comment counts only where a line begins with it: a path like 'src/**' opens none.
 * @param {string} text
 */
function blankComments(text) {
  const blank = (/** @type {string} */ comment) => comment.replace(/[^\n]/g, ' ')
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, blank).replace(/^[ \t]*\/\/.*$/gm, blank)
}
