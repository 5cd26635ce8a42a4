/**
 * Vite plugin: lets tfjs's threaded WebAssembly start from a bundle. Its threads get the source of the factory by `toString()`, and that
 * function reads a variable beside itself, which a bundler renames and the text leaves behind. Here the variable moves inside.
 */
import type { Plugin } from 'vite'

const factory = /tfjs-backend-wasm-threaded-simd\.js$/
const head = 'function(WasmBackendModuleThreadedSimd) {'

export function wasmThreads(): Plugin {
  return {
    name: 'specklens:wasm-threads',
    enforce: 'pre',
    transform: {
      filter: { id: factory },
      handler(code) {
        if (!code.includes(head) || !code.includes('_scriptDir'))
          throw new Error('tfjs’s threaded WebAssembly has changed: see whether it starts from a bundle by itself.')
        return { code: code.replace(head, `${head} var _scriptDir;`), map: null }
      },
    },
  }
}
