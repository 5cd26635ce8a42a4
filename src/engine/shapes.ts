/** Which shapes of tiles and batches suit a backend: its memory budget. */
import type { Shapes } from '../detection/plan.ts'
import { TILE_ALIGNMENT, TILE_SIDES } from '../geometry/tiles.ts'
import type { BackendName } from './protocol.ts'

/** One tile of this side takes wasm about half a second: that long an abort may wait. */
const LARGEST_WASM_SIDE = 768

const upTo = (largest: number) =>
  Array.from({ length: largest / TILE_ALIGNMENT }, (_, index) => (index + 1) * TILE_ALIGNMENT)

/**
 * wasm frees what it allocates and is slow, so shapes fit the picture closely; a GPU backend keeps buffers of every shape.
 * A software adapter is a GPU backend as slow as a hundredth of one: small batches, closely fitting tiles.
 */
export function shapesFor(backend: BackendName, software = false): Shapes {
  if (backend === 'wasm') return { tileSides: upTo(LARGEST_WASM_SIDE), batch: 16, batchSizes: [], cropOnGpu: false }
  if (software) return { tileSides: upTo(384), batch: 8, batchSizes: [2, 8], cropOnGpu: true }
  return { tileSides: TILE_SIDES, batch: 32, batchSizes: [8, 32], cropOnGpu: true }
}
