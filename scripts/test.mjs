/** `npm test`: every check and every test, cheapest first; the first failure ends it. */
import { installPackages } from './install.mjs'
import { runTool, step } from './step.mjs'

const projects = ['tsconfig.page.json', 'tsconfig.worker.json', 'tsconfig.node.json']

/** The steps in order. Imports are made inside: before `npm ci` there are no packages. */
const steps = [
  {
    title: 'Types',
    work: async () => {
      for (const project of projects)
        await runTool(`The type check of ${project}`, 'typescript', ['-p', project], { program: 'tsc' })
    },
  },
  { title: 'Lint and format', work: () => runTool('Lint', '@biomejs/biome', ['ci', '.']) },
  {
    title: 'Import directions',
    work: async () => (await import('./check-imports.mjs')).checkRepository(),
  },
  { title: 'Unit tests', work: () => runTool('The unit tests', 'vitest', ['run']) },
  {
    title: 'Python tests',
    work: async () => (await import('./pytest.mjs')).runPythonTests(),
  },
  {
    title: 'Browser for the stories',
    work: async () => {
      const { findBrowser } = await import('./browser.mjs')
      process.env.SPECKLENS_BROWSER = await findBrowser()
      console.log(`   ${process.env.SPECKLENS_BROWSER}`)
    },
  },
  { title: 'Page', work: async () => (await import('./build.mjs')).ensureBuild() },
  { title: 'Stories in the browser', work: () => runTool('The stories', '@playwright/test', ['test']) },
]

export async function main() {
  const start = performance.now()
  await installPackages()
  for (const { title, work } of steps) await step(title, work)
  console.log(`\nAll tests passed in ${((performance.now() - start) / 1000).toFixed(0)} s.`)
}
