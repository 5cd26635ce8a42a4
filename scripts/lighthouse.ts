/** `npm run lighthouse -- [--json FILE] [--runs N]`: Lighthouse's scores of the built page as a phone and as a desktop, exit code 1 below 95. */
import { writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import lighthouse, { desktopConfig } from 'lighthouse'
import { launch } from 'puppeteer-core'
import { findBrowser } from './browser.mjs'
import { plainFlags } from './browser-flags.mjs'
import { type LighthouseResult, linesOf, type Report, reportOf } from './lighthouse-report.ts'
import { serveBuilt } from './serve.mjs'
import { StepFailed } from './step.mjs'
import { storyBase } from './story-address.mjs'

const LOWEST = 95
const CATEGORIES = ['performance', 'accessibility', 'best-practices']
/** Lighthouse's own presets: a slow phone on a slow connection is its default. */
const FORMS = { mobile: undefined, desktop: desktopConfig } as const

const { values } = parseArgs({ options: { json: { type: 'string' }, runs: { type: 'string', default: '3' } } })
const runs = Number(values.runs)
if (!Number.isInteger(runs) || runs < 1) {
  console.error('--runs needs a whole number from 1 on.')
  process.exit(2)
}

try {
  process.exitCode = await main()
} catch (reason) {
  if (!(reason instanceof StepFailed)) throw reason
  console.error(reason.message)
  process.exitCode = reason.exitCode
}

async function main(): Promise<number> {
  const { url, close } = await serveBuilt({ base: storyBase })
  const reports: Record<string, Report & { readonly machine: readonly Machine[] }> = {}
  try {
    const executablePath = await findBrowser()
    for (const [form, config] of Object.entries(FORMS)) {
      const results: LighthouseResult[] = []
      const machine: Machine[] = []
      for (let run = 0; run < runs; run++) {
        const { result, benchmarkIndex } = await measure(executablePath, url, config)
        results.push(result)
        machine.push({ load: Number(loadavg()[0]?.toFixed(1)), benchmarkIndex })
      }
      reports[form] = { ...reportOf(results), machine }
      console.log(linesOf(form, reports[form]).join('\n'))
      console.log(`  load ${machine.map(({ load, benchmarkIndex }) => `${load} (index ${benchmarkIndex})`).join(', ')}`)
    }
  } finally {
    await close()
  }
  console.log(
    `\nMedians of ${runs}; ${availableParallelism()} cores. The index is Lighthouse's own measure of how fast the machine was at that moment; another program that computes lowers performance.`,
  )
  if (values.json) await writeFile(values.json, `${JSON.stringify(reports, null, 2)}\n`)
  const low = Object.entries(reports).flatMap(([form, { scores }]) =>
    Object.entries(scores).flatMap(([name, score]) => (score < LOWEST ? [`${form} ${name} ${score}`] : [])),
  )
  if (low.length > 0) console.error(`Below ${LOWEST}: ${low.join(', ')}`)
  return low.length > 0 ? 1 : 0
}

/** How busy the machine was: load of the last minute, and Lighthouse's benchmark of its speed. */
interface Machine {
  readonly load: number
  readonly benchmarkIndex: number
}

/** One visit in a browser of its own, so that no visit finds what the one before has kept. */
async function measure(executablePath: string, url: string, config: typeof desktopConfig | undefined) {
  const browser = await launch({ executablePath, headless: true, args: [...plainFlags] })
  try {
    const port = Number(new URL(browser.wsEndpoint()).port)
    const found = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: 'error' }, config)
    if (!found) throw new StepFailed('Lighthouse gave no result.')
    const { lhr } = found
    if (lhr.runtimeError) throw new StepFailed(`Lighthouse could not read the page: ${lhr.runtimeError.message}`)
    return { result: lhr as LighthouseResult, benchmarkIndex: Math.round(lhr.environment.benchmarkIndex) }
  } finally {
    await browser.close()
  }
}
