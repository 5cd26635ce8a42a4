/** Installs the packages of package-lock.json where they are missing or of another lock file. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, runOrFail, step } from './step.mjs'

const stamp = join(root, 'node_modules', '.specklens-lock')

/** Runs `npm ci` unless this very lock file was installed before. npm does not say so itself: its own copy leaves fields out. */
export async function installPackages() {
  const lock = createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === lock) return
  await step('Installing packages (npm ci)', async () => {
    await runNpm(['ci', '--no-audit', '--no-fund'])
    await writeFile(stamp, lock)
  })
}

/** @param {readonly string[]} args */
async function runNpm(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return runOrFail('npm', process.execPath, [script, ...args])
  // npm is npm.cmd on Windows, which only a shell starts.
  return runOrFail('npm', 'npm', args, { shell: process.platform === 'win32' })
}
