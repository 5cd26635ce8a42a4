/** Holds a set of files against the table of import directions. Pure: takes texts, returns complaints. */
import { contracts, isTest, notOnThePage, pageFolders, ruleOf } from './rules.mjs'
import { scanImports } from './scan.mjs'

/**
 * @typedef {import('./scan.mjs').Import & { target: string | null }} Edge - `target`: the file meant, null for a package
 */

/**
 * @param {ReadonlyMap<string, string>} files - path relative to the root with forward slashes → text
 * @returns {string[]} one sentence a fault, empty where all is well
 */
export function checkImports(files) {
  const graph = new Map([...files].map(([file, text]) => [file, edgesOf(file, text, files)]))
  return [...directionFaults(graph), ...cycleFaults(graph), ...pageFaults(graph)]
}

/**
 * @param {string} file
 * @param {string} text
 * @param {ReadonlyMap<string, string>} files
 * @returns {Edge[]}
 */
function edgesOf(file, text, files) {
  return scanImports(text).flatMap(
    /** @returns {Edge[]} */ (entry) => {
      if (!entry.specifier.startsWith('.')) return [{ ...entry, target: null }]
      const target = resolve(file, entry.specifier)
      // Style sheets, shaders and fixtures are leaves: no direction to hold.
      return files.has(target) ? [{ ...entry, target }] : []
    },
  )
}

/**
 * @param {string} from
 * @param {string} specifier
 */
function resolve(from, specifier) {
  const base = new URL(from, 'file:///')
  return new URL(specifier.replace(/\?.*$/, ''), base).pathname.slice(1)
}

/** @param {ReadonlyMap<string, Edge[]>} graph */
function directionFaults(graph) {
  /** @type {string[]} */
  const faults = []
  for (const [file, edges] of graph) {
    const rule = ruleOf(file)
    if (rule === null) {
      if (file.startsWith('src/')) faults.push(`${file} is in no folder of the table.`)
      continue
    }
    for (const edge of edges) {
      const where = `${file}:${edge.line}`
      if (edge.target === null) {
        const allowed = isTest(file) || edge.typeOnly || edge.specifier.startsWith('node:')
        if (!allowed && !rule.packages.some((pattern) => pattern.test(edge.specifier)))
          faults.push(`${where} ${rule.folder} may not import the package ${edge.specifier}.`)
        continue
      }
      const own = edge.target.startsWith(`${rule.folder}/`)
      const folder = rule.folders.some((other) => edge.target?.startsWith(`${other}/`))
      const contract = edge.typeOnly && contracts.includes(edge.target)
      if (!own && !folder && !contract && !rule.files?.includes(edge.target))
        faults.push(`${where} ${rule.folder} may not import ${edge.target}${edge.typeOnly ? '' : ' as a value'}.`)
    }
  }
  return faults
}

/**
 * Cycles among files by imports of any kind but a worker's start; types count too, since a cycle of types is two files that are one.
 * @param {ReadonlyMap<string, Edge[]>} graph
 */
function cycleFaults(graph) {
  /** @type {string[]} */
  const faults = []
  const done = new Set()
  /** @param {string} file @param {string[]} path */
  const visit = (file, path) => {
    const at = path.indexOf(file)
    if (at >= 0) {
      faults.push(`Cycle: ${[...path.slice(at), file].join(' → ')}`)
      return
    }
    if (done.has(file)) return
    for (const { target, kind } of graph.get(file) ?? []) {
      if (target !== null && kind !== 'worker') visit(target, [...path, file])
    }
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return faults
}

/**
 * What the page loads, step by step: a tensor library there would double the download and block the page's thread.
 * @param {ReadonlyMap<string, Edge[]>} graph
 */
function pageFaults(graph) {
  /** @type {string[]} */
  const faults = []
  const starts = [...graph.keys()].filter(
    (file) => !isTest(file) && pageFolders.some((folder) => file.startsWith(`${folder}/`)),
  )
  /** @type {Map<string, string[]>} */
  const reached = new Map(starts.map((file) => [file, [file]]))
  for (const [file, path] of reached) {
    for (const { target, specifier, typeOnly, kind } of graph.get(file) ?? []) {
      if (typeOnly || kind === 'worker') continue
      if (target !== null && !reached.has(target)) reached.set(target, [...path, target])
      if (target === null && notOnThePage.test(specifier))
        faults.push(`The page would load ${specifier}: ${path.join(' → ')}.`)
    }
  }
  return faults
}
