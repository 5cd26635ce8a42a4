/** Modules that a story runs in its page. */
import type { Page } from '@playwright/test'
import { build, type Rollup } from 'vite'

/** Makes the module `entry`, with all that it imports, what `import(address)` gives in the page. */
export async function serveModule(page: Page, entry: string, address: string): Promise<void> {
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'module' } },
  })) as Rollup.RollupOutput[]
  const body = made[0]?.output[0].code ?? ''
  await page.route(address, (route) => route.fulfill({ contentType: 'text/javascript', body }))
}
