/** Which shapes of tiles and batches suit a backend: its memory budget. */
import type { Shapes } from '../detection/plan.ts'
import { TILE_ALIGNMENT, TILE_SIDES } from '../geometry/tiles.ts'
import type { BackendName } from './protocol.ts'

/**
 * px. A tile of this size takes wasm with one thread less than half a second, where it is mirrored less than one: that long an abort may wait.
 * Larger tiles overlap less: a picture of 1024×768 px costs a tenth less than with sides up to 768.
 */
const LARGEST_WASM_TILE = 1e6
const LARGEST_WASM_SIDE = 1536

const upTo = (largest: number) =>
  Array.from({ length: largest / TILE_ALIGNMENT }, (_, index) => (index + 1) * TILE_ALIGNMENT)

/**
 * wasm frees what it allocates and is slow, so shapes fit the picture closely; a GPU backend keeps buffers of every shape.
 * A software adapter is a GPU backend as slow as a hundredth of one: small batches, closely fitting tiles.
 */
export function shapesFor(backend: BackendName, software = false): Shapes {
  if (backend === 'wasm')
    return {
      tileSides: upTo(LARGEST_WASM_SIDE),
      tilePixels: LARGEST_WASM_TILE,
      batch: 16,
      batchSizes: [],
      cropOnGpu: false,
    }
  if (software) return { tileSides: upTo(384), batch: 8, batchSizes: [2, 8], cropOnGpu: true }
  return { tileSides: TILE_SIDES, batch: 32, batchSizes: [8, 32], cropOnGpu: true }
}
