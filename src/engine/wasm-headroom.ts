/**
 * WebAssembly's memory never shrinks, and grows by a fifth whenever one allocation finds no gap that is wide enough: with pictures of all
 * sizes that can happen after half an hour, in the middle of a picture, where the device may refuse it.
 */
import * as tf from '@tensorflow/tfjs-core'

/** What of tfjs-wasm's module is used here (Emscripten's). */
interface WasmModule {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(at: number): void
}

/**
 * Share of the memory that is free in one piece then. With a fifth it grew again in the second to the sixth round of twenty pictures and a minute
 * of camera, by another fifth and the fifth that is kept free (`npm run soak -- --minutes 60`).
 */
const SHARE = 0.5

let seen: WasmModule | undefined
let size = 0

/** Between pictures: where the last one made the memory grow, it grows now by what the next ones may need. Nothing on other backends. */
export function keepHeadroom(): void {
  const { wasm } = tf.backend() as { readonly wasm?: WasmModule }
  if (!wasm || (wasm === seen && wasm.HEAPU8.byteLength === size)) return
  // Zero where the device has no more: then the next picture has to do with what there is.
  const at = wasm._malloc(Math.floor(wasm.HEAPU8.byteLength * SHARE))
  if (at !== 0) wasm._free(at)
  seen = wasm
  size = wasm.HEAPU8.byteLength
}
