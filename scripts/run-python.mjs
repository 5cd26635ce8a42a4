/** Runs a Python module of this repository with this terminal's input and output. */
import { needPython } from './python.mjs'
import { root, run } from './step.mjs'

// glibc hands each large freed block back to the system and faults it in anew; kept instead, training is twice as fast.
const keepMemory = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '17179869184', MALLOC_TOP_PAD_: '268435456' }

/**
 * @param {readonly string[]} args - as after `python`
 * @returns {Promise<number>} its exit status
 */
export function runPython(args) {
  return run(needPython(), args, { env: { PYTHONPATH: root, PYTHONDONTWRITEBYTECODE: '1', ...keepMemory } })
}

/**
 * The whole of a launcher script: runs the module with this process's arguments and ends as it ends.
 * @param {string} moduleName
 */
export async function launchModule(moduleName) {
  try {
    process.exitCode = await runPython(['-m', moduleName, ...process.argv.slice(2)])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
