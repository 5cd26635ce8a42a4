/** Running one named step of set-up or of the tests: a heading, the child's own output, the time it took. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A step failed: the message is for the person at the terminal, `exitCode` for whoever called. */
export class StepFailed extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode = 1) {
    super(message)
    this.name = 'StepFailed'
    this.exitCode = exitCode
  }
}

/**
 * Prints a heading, runs the work, prints the seconds it took. What the work returns or throws is passed on.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now()
  console.log(`\n── ${title}`)
  const result = await work()
  console.log(`   ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

/**
 * Runs a program in the repository's root with this terminal's input and output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options]
 * @returns {Promise<number>} its exit status; 127 where the program does not exist
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: root,
      stdio: 'inherit',
      shell: options.shell ?? false,
      env: { ...process.env, ...options.env },
    })
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * As `run`, but a status other than 0 throws StepFailed.
 * @param {string} what - for the message, as in "the unit tests"
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options]
 */
export async function runOrFail(what, command, args, options) {
  const code = await run(command, args, options)
  if (code !== 0) throw new StepFailed(`${what} failed (exit ${code}).`, code)
}

/**
 * Path of an installed package's own program. Calling it with node avoids the .cmd wrappers, which Windows needs a shell for.
 * @param {string} packageName
 * @param {string} [program] - its name in the package's `bin`; the package's only one when left out
 * @returns {string}
 */
export function toolPath(packageName, program) {
  const folder = join(root, 'node_modules', packageName)
  const manifest = createRequire(import.meta.url)(join(folder, 'package.json'))
  const bin =
    typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[program ?? Object.keys(manifest.bin)[0] ?? '']
  return join(folder, bin)
}

/**
 * Runs an installed package's program under this Node.
 * @param {string} what
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {{ program?: string }} [options]
 */
export async function runTool(what, packageName, args, options = {}) {
  await runOrFail(what, process.execPath, [toolPath(packageName, options.program), ...args])
}
