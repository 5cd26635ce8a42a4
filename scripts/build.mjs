/** Builds the page into dist/, the library into dist-library/, where what they are made of has changed since the last build. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { root, runTool, step } from './step.mjs'

/** Files and folders that both builds read. */
const shared = ['package-lock.json', 'scripts/vite-assets.ts', 'scripts/vite-wasm-threads.ts', 'src', 'models']

/** Afterwards dist/ holds the page of the files as they are now. */
export async function ensureBuild() {
  const inputs = [...shared, 'index.html', 'headless.html', 'vite.config.ts', 'scripts/vite-offline.ts', 'public']
  await ensure('the page', 'dist', inputs, () => runTool('The build', 'vite', ['build', '--logLevel', 'warn']))
}

/** Afterwards dist-library/ holds modules, types, models/ and wasm/ of the files as they are now. */
export async function ensureLibrary() {
  const inputs = [
    ...shared,
    'vite.library.config.ts',
    'tsconfig.base.json',
    'tsconfig.page.json',
    'tsconfig.library.json',
  ]
  await ensure('the library', 'dist-library', inputs, async () => {
    await runTool('The build', 'vite', ['build', '--config', 'vite.library.config.ts', '--logLevel', 'warn'])
    await runTool('Writing the types', 'typescript', ['-p', 'tsconfig.library.json'], { program: 'tsc' })
  })
}

/**
 * @param {string} what - as in "the page"
 * @param {string} folder - where it goes, relative to the root
 * @param {readonly string[]} inputs
 * @param {() => Promise<void>} build
 */
async function ensure(what, folder, inputs, build) {
  const stamp = join(root, folder, '.inputs')
  const wanted = await fingerprint(root, inputs)
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  await step(`Building ${what}`, async () => {
    await build()
    // Inside the folder, which a build empties: a build by other means never looks like this one.
    await writeFile(stamp, wanted)
  })
}

/**
 * Hash over names and contents. Times are left out: git sets them anew, and a deleted file has none.
 * @param {string} folder
 * @param {readonly string[]} paths - relative to the folder; missing ones count as empty
 * @returns {Promise<string>} hexadecimal SHA-256
 */
export async function fingerprint(folder, paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesUnder(join(folder, path))) {
      if (file.includes('.test.')) continue
      const content = await readFile(file)
      hash.update(`${relative(folder, file).split(sep).join('/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} the files below in a fixed order; the path itself where it is a file
 */
async function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null)
  if (entries === null) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
