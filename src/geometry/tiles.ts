/** Covers a picture of any size with overlapping tiles of one fixed shape, so that the network sees few shapes. */
import type { Box } from './box.ts'

/** Every side that a network input has is a multiple of this: the coarsest stride of MB-FCN. */
export const TILE_ALIGNMENT = 32

/**
 * Sides that tiles are made of, before they are aligned to the enlargement. Few, because a GPU backend keeps buffers for every
 * shape it has met; close enough together that a picture of a usual size wastes about a fifth.
 */
export const TILE_SIDES: readonly number[] = [128, 256, 384, 512, 768, 1024]

/** What one tile costs beyond its pixels (calls, read-back), in network pixels. */
const TILE_OVERHEAD = 16384

export interface Tile {
  /** What the network sees, in px before enlargement; reaches beyond the right and lower edge of a picture smaller than the tile. */
  readonly window: Box
  /** The part that only this tile answers for; cores cover the picture without overlap. A face belongs to the core of its centre. */
  readonly core: Box
}

export interface TilePlan {
  readonly enlargement: number
  /** Network input of every tile: window times enlargement, multiples of 32. */
  readonly networkWidth: number
  readonly networkHeight: number
  readonly tiles: readonly Tile[]
}

export interface TileRequest {
  /** Size in px of the picture (or of its shrunken version) that is to be covered. */
  readonly width: number
  readonly height: number
  /** 1, 2 or 3: each tile is enlarged by this before the network sees it. */
  readonly enlargement: number
  /** How far neighbours overlap at least, in network px: the tallest face that must lie whole inside some tile. */
  readonly overlap: number
  /** Sides to choose from, in network px; default TILE_SIDES. Each is rounded up to a multiple of 32 that the enlargement divides. */
  readonly sides?: readonly number[]
  /** Most network px of one tile; any number where it is left out. */
  readonly pixels?: number | undefined
}

/**
 * Plans the tiles with the shape that costs least. Every point lies in one core, and at least overlap / 2 network px inside
 * that tile's window wherever the window's border is not the picture's own. Throws RangeError for an empty picture and when
 * the picture is larger than every side and no side exceeds the overlap, or no such tile is small enough.
 */
export function planTiles(request: TileRequest): TilePlan {
  const { width, height, enlargement, overlap } = request
  if (!(width >= 1 && height >= 1 && Number.isInteger(width) && Number.isInteger(height)))
    throw new RangeError(`A picture of ${width}×${height} px cannot be tiled.`)
  const sourceOverlap = Math.ceil(overlap / enlargement)
  const sides = alignedSides(request.sides ?? TILE_SIDES, enlargement).map((side) => side / enlargement)
  const columns = fittingRows(width, sides, sourceOverlap)
  const rows = fittingRows(height, sides, sourceOverlap)
  let best: { column: Row; row: Row; cost: number } | undefined
  for (const column of columns)
    for (const row of rows) {
      const pixels = column.side * row.side * enlargement * enlargement
      if (pixels > (request.pixels ?? Number.POSITIVE_INFINITY)) continue
      const cost = column.count * row.count * (pixels + TILE_OVERHEAD)
      if (!best || cost < best.cost) best = { column, row, cost }
    }
  if (!best) {
    const limit = request.pixels === undefined ? '' : ` within ${request.pixels} px each`
    throw new RangeError(`Tiles need a side above their overlap of ${overlap} px${limit}.`)
  }
  const { column, row } = best
  const tiles: Tile[] = []
  for (const [y, coreY, coreHeight] of spans(height, row, sourceOverlap))
    for (const [x, coreX, coreWidth] of spans(width, column, sourceOverlap))
      tiles.push({
        window: { x, y, width: column.side, height: row.side },
        core: { x: coreX, y: coreY, width: coreWidth, height: coreHeight },
      })
  return { enlargement, networkWidth: column.side * enlargement, networkHeight: row.side * enlargement, tiles }
}

/** Sides in network px rounded up so that 32 and the enlargement divide them, each once. */
export function alignedSides(sides: readonly number[], enlargement: number): number[] {
  const step = enlargement % 3 === 0 ? TILE_ALIGNMENT * 3 : TILE_ALIGNMENT
  return [...new Set(sides.map((side) => Math.ceil(side / step) * step))]
}

/** True where the point lies in the tile's core; cores are half-open, so every point of the picture lies in one. */
export function inCore(tile: Tile, x: number, y: number): boolean {
  const { core } = tile
  return x >= core.x && x < core.x + core.width && y >= core.y && y < core.y + core.height
}

interface Row {
  readonly side: number
  readonly count: number
}

function fittingRows(length: number, sides: readonly number[], overlap: number): Row[] {
  return sides
    .filter((side) => side >= length || side > overlap)
    .map((side) => ({ side, count: side >= length ? 1 : Math.ceil((length - overlap) / (side - overlap)) }))
}

/** [start of the window, start of the core, length of the core], spread evenly; cores meet in the middle of each overlap. */
function spans(length: number, { side, count }: Row, overlap: number): [number, number, number][] {
  if (count === 1) return [[0, 0, length]]
  const starts = Array.from({ length: count }, (_, index) => Math.floor((index * (length - side)) / (count - 1)))
  const borders = starts.map((start, index) => (index === 0 ? 0 : (start + (starts[index - 1] as number) + side) / 2))
  for (const [index, start] of starts.entries())
    if (index > 0 && (starts[index - 1] as number) + side - start < overlap)
      throw new Error('Tiles overlap too little.')
  return starts.map((start, index) => {
    const border = borders[index] as number
    return [start, border, (borders[index + 1] ?? length) - border]
  })
}
