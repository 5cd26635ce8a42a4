/** Finds a Python that can train: one that imports torch and numpy. */
import { spawnSync } from 'node:child_process'
import { StepFailed } from './step.mjs'

/** What a person without it is told; torch is optional, the page never needs it. */
export const pythonHint =
  'No Python with torch, numpy and Pillow was found ($PYTHON, /usr/bin/python3, python3, python, py). ' +
  'On Debian: apt-get install python3-torch python3-numpy python3-pil python3-pytest. Elsewhere: pip install torch numpy pillow pytest.'

/**
 * The first of the candidates that imports everything named. A distribution's own Python comes before whatever is first on PATH,
 * since it has the distribution's torch.
 * @param {readonly string[]} [modules]
 * @returns {string | null} a command or path
 */
export function findPython(modules = ['torch', 'numpy', 'PIL']) {
  const candidates = [process.env.PYTHON, '/usr/bin/python3', 'python3', 'python', 'py']
  return candidates.find((candidate) => candidate && imports(candidate, modules)) ?? null
}

/** @returns {string} as `findPython` */
export function needPython() {
  const python = findPython()
  if (python === null) throw new StepFailed(pythonHint)
  return python
}

/**
 * @param {string} python
 * @param {readonly string[]} modules
 */
function imports(python, modules) {
  return spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore', timeout: 60_000 }).status === 0
}
