/** How the page is served and built. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { modelsAndWasm } from './scripts/vite-assets.ts'

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
  plugins: [react(), refreshUnderPolicy, modelsAndWasm(fileURLToPath(new URL('.', import.meta.url)))],
  build: {
    target: 'es2022',
    // The tensor libraries are one chunk of the worker; the warning about large chunks would say what is known.
    chunkSizeWarningLimit: 2500,
    // headless.html is the engine alone, for the command line.
    rolldownOptions: { input: ['index.html', 'headless.html'], checks: { bundlerTimings: false } },
  },
  worker: { format: 'es' },
})
