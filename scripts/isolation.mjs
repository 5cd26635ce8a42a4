/**
 * The headers that make a page cross-origin isolated: then WebAssembly may use several threads. The third lets the frame that fetches
 * pictures by address, whose origin is nobody's, load its own script.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** Set to `no` where a page without isolation is wanted, as most hosts serve it. */
export const ISOLATION = 'SPECKLENS_ISOLATION'
