/** Which shapes of tiles and batches suit a backend: its memory budget. */
import type { Shapes } from '../detection/plan.ts'
import { TILE_ALIGNMENT, TILE_SIDES } from '../geometry/tiles.ts'
import type { BackendName } from './protocol.ts'

/** One tile of this side takes wasm about half a second: that long an abort may wait. */
const LARGEST_WASM_SIDE = 768

/** wasm frees what it allocates and is slow, so shapes fit the picture closely; a GPU backend keeps buffers of every shape. */
export function shapesFor(backend: BackendName): Shapes {
  if (backend !== 'wasm') return { tileSides: TILE_SIDES, batch: 32, batchSizes: [8, 32], cropOnGpu: true }
  const tileSides = Array.from(
    { length: LARGEST_WASM_SIDE / TILE_ALIGNMENT },
    (_, index) => (index + 1) * TILE_ALIGNMENT,
  )
  return { tileSides, batch: 16, batchSizes: [], cropOnGpu: false }
}
