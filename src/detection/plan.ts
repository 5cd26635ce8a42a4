/** Stage 1: at which scales and in which tiles MB-FCN sees a picture. */
import { type PyramidLevel, planPyramid } from '../geometry/pyramid.ts'
import { planTiles, type Tile } from '../geometry/tiles.ts'

/** One pass of MB-FCN. */
export interface PlannedTile {
  readonly level: PyramidLevel
  readonly tile: Tile
  readonly networkWidth: number
  readonly networkHeight: number
}

/** Shapes that a backend likes; src/engine/shapes.ts chooses them. */
export interface Shapes {
  /** Sides of MB-FCN's inputs. */
  readonly tileSides: readonly number[]
  /** Most px of one such input; any number where it is left out. */
  readonly tilePixels?: number | undefined
  /** Most ROIs in one batch of the second stage. */
  readonly batch: number
  /** Sizes that smaller batches are filled up to, ascending, the last one `batch`; empty where any size is as good. */
  readonly batchSizes: readonly number[]
  /** Whether patches are cut by gather and matrix products (GPU) or in TypeScript (where memory is the CPU's own anyway). */
  readonly cropOnGpu: boolean
}

/** Every tile of every scale, finest scale first. */
export function planDetection(
  picture: { readonly width: number; readonly height: number },
  smallestFace: number,
  shapes: Pick<Shapes, 'tileSides' | 'tilePixels'>,
): PlannedTile[] {
  return planPyramid(picture.width, picture.height, smallestFace).flatMap((level) => {
    const { width, height, enlargement, overlap } = level
    const plan = planTiles({ width, height, enlargement, overlap, sides: shapes.tileSides, pixels: shapes.tilePixels })
    const { networkWidth, networkHeight } = plan
    return plan.tiles.map((tile) => ({ level, tile, networkWidth, networkHeight }))
  })
}
