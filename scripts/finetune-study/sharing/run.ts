/** `npm run finetune-study -- --workers`: does it pay to share a batch between two wasm workers? Built and measured in a browser. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { findBrowser } from '../../browser.mjs'
import { hardwareFlags } from '../../browser-flags.mjs'
import { isolationHeaders } from '../../isolation.mjs'
import { root } from '../../step.mjs'
import { freePort } from '../../story-address.mjs'
import { modelsAndWasm } from '../../vite-assets.ts'
import { wasmThreads } from '../../vite-wasm-threads.ts'
import type { Timed } from './page.ts'

type Measure = (preset: string, rounds: number) => Promise<Timed[]>

/** Prints the table: the median time of a step in each arrangement. */
export async function measureSharing(names: readonly string[], rounds: number): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), 'specklens-sharing-'))
  const common = { configFile: false, root: import.meta.dirname, base: './', logLevel: 'warn' } as const
  await build({
    ...common,
    publicDir: false,
    plugins: [modelsAndWasm(root)],
    // The plugin of models/ takes it as relative to the root.
    build: {
      target: 'es2022',
      outDir: relative(import.meta.dirname, outDir),
      emptyOutDir: true,
      chunkSizeWarningLimit: 2500,
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
    worker: { format: 'es', plugins: () => [wasmThreads()] },
  })
  const port = await freePort()
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { port, host: '127.0.0.1', headers: isolationHeaders },
  })
  const browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args: hardwareFlags })
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error))
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
    await page.exposeFunction('coreTimes', coreTimes)
    for (const preset of names) {
      await page.goto(`http://127.0.0.1:${port}/`)
      const timed = await page.evaluate(
        ([name, count]) => (window as unknown as { measure: Measure }).measure(name, count),
        [preset, rounds] as const,
      )
      report(preset, rounds, timed)
    }
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** ms on a core by thread of every browser's worker on this machine, on Linux (proc(5), schedstat); nothing elsewhere. */
function coreTimes(): Record<string, number> {
  const times: Record<string, number> = {}
  for (const pid of listed('/proc').filter((name) => /^\d+$/.test(name)))
    for (const thread of listed(`/proc/${pid}/task`))
      try {
        const place = `/proc/${pid}/task/${thread}`
        if (!readFileSync(`${place}/comm`, 'utf8').startsWith('DedicatedWorker')) continue
        times[thread] = Number(readFileSync(`${place}/schedstat`, 'utf8').split(' ')[0]) / 1e6
      } catch {
        // It has ended meanwhile.
      }
  return times
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function report(preset: string, rounds: number, timed: readonly Timed[]): void {
  console.log(
    `${preset}, ms a step, median of ${rounds}: by the clock, and of the busiest thread on a core; and the first's over it`,
  )
  const first = timed[0] as Timed
  for (const one of timed) {
    const figures = (['milliseconds', 'onCore'] as const).map((which) => {
      const value = medianOf(one[which])
      return `${value.toFixed(0).padStart(6)} ${(medianOf(first[which]) / value).toFixed(2).padStart(5)}`
    })
    console.log(`  ${one.name.padEnd(30)} ${figures.join('   ')}`)
  }
}

const medianOf = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
