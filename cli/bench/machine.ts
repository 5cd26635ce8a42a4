/** The machine that figures come from, in words and numbers. */
import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { Page } from '@playwright/test'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly node: string
  readonly browser: string
  /** Load over the last minute before the benchmark; 0 on Windows, which has no such number. */
  readonly loadBefore: number
}

export function describeMachine(page: Page, loadBefore: number): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    browser: `Chromium ${page.context().browser()?.version() ?? 'unknown'}`,
    loadBefore,
  }
}
