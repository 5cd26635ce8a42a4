/** A headless browser with the built engine in it: what the command line measures is what the page ships. */
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/browser.mjs'
import { hardwareFlags, softwareFlags } from '../../scripts/browser-flags.mjs'
import { serveBuilt } from '../../scripts/serve.mjs'
import type { EngineFailure, EngineInfo, EngineOptions, MeasuringEngine } from '../../src/engine/protocol.ts'

declare global {
  interface Window {
    specklensEngine?: MeasuringEngine
  }
}

export interface HeadlessBrowser {
  /** A page of its own with an engine of its own: pages work in parallel. */
  openPage(): Promise<Page>
  close(): Promise<void>
}

/** An engine's failure on this side of the browser. */
export class EngineCallFailed extends Error {
  override readonly name = 'EngineCallFailed'
  readonly code: EngineFailure['code']

  constructor({ code, message }: EngineFailure) {
    super(message)
    this.code = code
  }
}

/**
 * Builds the page where needed, serves it and starts the browser. The machine's own GPU is offered to it; where there is none
 * and `software` is set, WebGPU runs on the software adapter.
 */
export async function openHeadless({ software = false } = {}): Promise<HeadlessBrowser> {
  const server = await serveBuilt({ port: 4873 })
  let browser: Browser
  try {
    const args = software ? softwareFlags : hardwareFlags
    browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args })
  } catch (error) {
    await server.close()
    throw error
  }
  return {
    async openPage() {
      const context = await browser.newContext({ serviceWorkers: 'block' })
      const page = await context.newPage()
      await page.goto(`${server.url}headless.html`)
      await page.waitForFunction(() => window.specklensEngine !== undefined)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** Prepares a page's engine. @throws EngineCallFailed */
export function prepareEngine(page: Page, options: EngineOptions): Promise<EngineInfo> {
  return callEngine(page, 'prepare', options)
}

type Value<Method extends keyof MeasuringEngine> = Awaited<ReturnType<MeasuringEngine[Method]>>

/** Calls one method of a page's engine with plain data. @throws EngineCallFailed */
export async function callEngine<Method extends 'prepare' | 'benchmark' | 'benchmarkCase'>(
  page: Page,
  method: Method,
  argument?: Parameters<MeasuringEngine[Method]>[0],
): Promise<Value<Method>> {
  const answer = await page.evaluate(
    async ({ method, argument }) => {
      try {
        const engine = window.specklensEngine as MeasuringEngine
        return { value: await (engine[method] as (argument: unknown) => Promise<unknown>)(argument) }
      } catch (thrown) {
        const { code, message } = thrown as EngineFailure
        return { failure: { code, message } }
      }
    },
    { method: method as 'prepare' | 'benchmark' | 'benchmarkCase', argument: argument as unknown },
  )
  if (answer.failure) throw new EngineCallFailed(answer.failure)
  return answer.value as Value<Method>
}
