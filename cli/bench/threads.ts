/** What a second core brings: one engine on two threads, beside two engines of one thread each, which share nothing. WebAssembly. */
import type { Page } from '@playwright/test'
import type { BenchmarkCase, EngineOptions } from '../../src/engine/protocol.ts'
import { callEngine, prepareEngine } from '../browser/headless.ts'
import { median } from './cases.ts'

export interface ThreadGain {
  /** Medians of the case: alone on one thread; on two threads; on one thread while another engine does the same. */
  readonly oneMilliseconds: number
  readonly twoMilliseconds: number
  readonly besideMilliseconds: number
  /** Times as much work as one thread does, for two threads of one engine and for two engines. */
  readonly ofThreads: number
  readonly ofEngines: number
  /** What the threads gain beyond one, as a share of what two engines gain. */
  readonly share: number
}

/** Three engines that take turns. Null where no second thread starts: on one core, or without cross-origin isolation. @throws EngineCallFailed */
export async function measureThreads(
  openPage: () => Promise<Page>,
  preset: EngineOptions['preset'],
  wanted: BenchmarkCase,
  passes: number,
): Promise<ThreadGain | null> {
  const pages = [await openPage(), await openPage(), await openPage()] as const
  const [alone, other, both] = pages
  try {
    for (const page of [alone, other]) await prepareEngine(page, { preset, backend: 'wasm', threads: 1 })
    const { threads } = await prepareEngine(both, { preset, backend: 'wasm', threads: 2 })
    if (threads !== 2) return null
    const times = { one: [] as number[], two: [] as number[], beside: [] as number[] }
    for (const page of pages) await timeOf(page, wanted)
    for (let pass = 0; pass < passes; pass++) {
      times.one.push(await timeOf(alone, wanted))
      times.two.push(await timeOf(both, wanted))
      times.beside.push(...(await Promise.all([alone, other].map((page) => timeOf(page, wanted)))))
    }
    return threadGain(median(times.one), median(times.two), median(times.beside))
  } finally {
    for (const page of pages) await page.close()
  }
}

export function threadGain(one: number, two: number, beside: number): ThreadGain {
  const [ofThreads, ofEngines] = [one / two, (2 * one) / beside]
  return {
    oneMilliseconds: one,
    twoMilliseconds: two,
    besideMilliseconds: beside,
    ofThreads,
    ofEngines,
    share: (ofThreads - 1) / (ofEngines - 1),
  }
}

/** ms of the case's stages. */
async function timeOf(page: Page, wanted: BenchmarkCase): Promise<number> {
  const { stages } = await callEngine(page, 'benchmarkCase', wanted)
  return stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
}
