/** `npm run check:imports`: refuses imports against the table of folders, cycles, and tensors on the page. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkImports } from './imports/check.mjs'
import { root, StepFailed } from './step.mjs'

const folders = ['src', 'cli', 'e2e', 'scripts']

/** @throws {StepFailed} that lists every fault */
export async function checkRepository() {
  const files = await readSources()
  const faults = checkImports(files)
  if (faults.length > 0)
    throw new StepFailed(`${faults.join('\n')}\nThe table is in scripts/imports/rules.mjs and ARCHITECTURE.md.`)
  console.log(`   ${files.size} files, every import along the table`)
}

/** @returns {Promise<Map<string, string>>} path relative to the root with forward slashes → text */
async function readSources() {
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true })
    for (const entry of entries) {
      if (!entry.isFile() || !/\.(ts|tsx|mjs)$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      files.set(relative(root, path).split(sep).join('/'), await readFile(path, 'utf8'))
    }
  }
  return files
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await checkRepository()
  } catch (error) {
    console.error(error instanceof StepFailed ? error.message : error)
    process.exitCode = 1
  }
}
