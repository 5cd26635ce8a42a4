/** `npm run test:python`: the tests of pretraining and of the sample, passed over in words where there is no torch. */
import { pathToFileURL } from 'node:url'
import { findPython, pythonHint } from './python.mjs'
import { runPython } from './run-python.mjs'
import { StepFailed } from './step.mjs'

/**
 * @param {readonly string[]} args - for pytest
 * @throws {StepFailed} where a test fails, or where CI lacks what it must have
 */
export async function runPythonTests(args = []) {
  if (findPython() === null) {
    if (process.env.CI) throw new StepFailed(pythonHint)
    console.log(`Python tests are skipped. ${pythonHint}`)
    return
  }
  const code = await runPython([
    '-m',
    'pytest',
    '-q',
    '-p',
    'no:cacheprovider',
    ...(args.length ? args : ['pretraining', 'scripts']),
  ])
  if (code !== 0) throw new StepFailed(`The Python tests failed (exit ${code}).`, code)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await runPythonTests(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof StepFailed ? error.exitCode : 1
  }
}
