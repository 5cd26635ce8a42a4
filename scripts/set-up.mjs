/** `npm start` and `npm test`: everything between a fresh clone and a running page or a tested one. Needs Node alone. */
import { nodeVersionProblem } from './node-version.mjs'

const verbs = { start: './start.mjs', test: './test.mjs' }

/** @param {string | undefined} verb */
async function main(verb) {
  const problem = nodeVersionProblem(process.versions.node)
  if (problem) throw new Error(problem)
  if (verb !== 'start' && verb !== 'test') throw new Error('Say what to do: node scripts/set-up.mjs start, or … test.')
  // Imported only now, so that an old Node meets the sentence above before any newer syntax.
  const { main: work } = await import(verbs[verb])
  await work(process.argv.slice(3))
}

main(process.argv[2]).catch((error) => {
  const known = error.name === 'StepFailed' || error.constructor === Error
  console.error(`\n${known ? error.message : error.stack}`)
  process.exit(error.exitCode || 1)
})
