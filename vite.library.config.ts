/** How the library is built: modules as they are imported, the worker, models/ and wasm/ beside them. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { modelsAndWasm } from './scripts/vite-assets.ts'
import { wasmThreads } from './scripts/vite-wasm-threads.ts'

export default defineConfig({
  // Everything is found beside the importing module, wherever the folder is put.
  base: './',
  publicDir: false,
  plugins: [modelsAndWasm(fileURLToPath(new URL('.', import.meta.url)))],
  build: {
    target: 'es2022',
    outDir: 'dist-library',
    chunkSizeWarningLimit: 2500,
    modulePreload: false,
    rolldownOptions: {
      input: { specklens: 'src/library/specklens.ts', view: 'src/library/view.ts' },
      preserveEntrySignatures: 'strict',
      // What both entries share lies beside them: models/ and wasm/ are found from its address.
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' },
      checks: { bundlerTimings: false },
    },
  },
  worker: { format: 'es', plugins: () => [wasmThreads()] },
})
