/** How the page is served and built. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { ISOLATION, isolationHeaders } from './scripts/isolation.mjs'
import { modelsAndWasm } from './scripts/vite-assets.ts'
import { offlineFiles, SERVICE_WORKER } from './scripts/vite-offline.ts'
import { wasmThreads } from './scripts/vite-wasm-threads.ts'

/** Any static host serves the page; where this project serves it itself, it may use every core. */
const headers = process.env[ISOLATION] === 'no' ? {} : isolationHeaders

/** Development alone: React's refresh is an inline script, which the page's own security policy refuses. */
const refreshUnderPolicy: Plugin = {
  name: 'specklens:refresh-under-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
}

export default defineConfig({
  // Relative, so that the built page works below any path.
  base: './',
  // A missing file is a 404, not the page again: a preset without weights must be seen as such.
  appType: 'mpa',
  server: { headers },
  preview: { headers },
  optimizeDeps: { rolldownOptions: { plugins: [wasmThreads()] } },
  plugins: [react(), refreshUnderPolicy, modelsAndWasm(fileURLToPath(new URL('.', import.meta.url))), offlineFiles()],
  build: {
    target: 'es2022',
    // The tensor libraries are one chunk of the worker; the warning about large chunks would say what is known.
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      // headless.html is the engine alone, for the command line.
      input: { index: 'index.html', headless: 'headless.html', 'service-worker': 'src/offline/service-worker.ts' },
      output: {
        // Beside the page, since its folder is what a service worker answers for.
        entryFileNames: ({ name }) => (name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
      },
      checks: { bundlerTimings: false },
    },
  },
  worker: { format: 'es', plugins: () => [wasmThreads()] },
})
