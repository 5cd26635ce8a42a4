/** Stories in a real Chromium, on the built page, with WebAssembly and with WebGPU by its software adapter; one in Firefox. */
import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.mjs'
import { fakeCameraFlags, softwareFlags } from './scripts/browser-flags.mjs'
import { freePort, storyBase } from './scripts/story-address.mjs'

// Through the environment, so that Playwright's workers, which read this file too, use what the first reading found.
process.env.SPECKLENS_BROWSER ??= await findBrowser()
process.env.SPECKLENS_PORT ??= String(await freePort())
const url = `http://127.0.0.1:${process.env.SPECKLENS_PORT}${storyBase}`

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.story.ts',
  // One at a time: the networks use every core of a small machine, and stories measure time.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A busy CI machine gets a second chance; the list names such a story "flaky", with the first attempt's error.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    permissions: ['camera'],
    // The service worker would answer before the stories' own routes.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.SPECKLENS_BROWSER,
      headless: true,
      args: [...softwareFlags, ...fakeCameraFlags],
    },
  },
  projects: [
    { name: 'wasm', testIgnore: ['webgpu.story.ts', 'firefox.story.ts'] },
    { name: 'firefox', testMatch: 'firefox.story.ts' },
    { name: 'webgpu', testMatch: 'webgpu.story.ts' },
  ],
  webServer: {
    command: 'node scripts/serve-for-stories.mjs',
    url,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
})
