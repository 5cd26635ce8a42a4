/**
 * Convolutions on WebAssembly, in AssemblyScript with SIMD; `npm run kernels` makes src/engine/kernels/convolution-module.ts of it.
 *
 * Everything lies in the memory of tfjs-wasm, which is imported: addresses are bytes there, tensors float32, channels last. Nothing is
 * allocated here.
 */
export { addRows, copyRows, doubleColours, extremes, poolPairs, repeatPixels } from './maps'
export { adamStep, mix } from './optimiser'
export { convolvePlainly, packFilters } from './plain'
export { convolve, scratchBytes } from './winograd'
export { gatherGradient, sumGradient } from './winograd-gradient'
export { transformFilters } from './winograd-transforms'
