/** What MB-FCN's branches say of every place in the picture, for the eye: one map a branch, all scales laid over each other. */
import type { HeatMap, Progress } from '../engine/protocol.ts'
import { inCore } from '../geometry/tiles.ts'
import type { BranchSpec } from '../networks/preset.ts'
import type { Detector } from './detect.ts'
import type { Picture } from './picture.ts'
import { type PlannedTile, planDetection } from './plan.ts'
import { BRANCH_VALUES, branchMaps } from './propose.ts'

/** A finer map would show no more on a screen. */
const LONGEST_SIDE = 640

/** Yields before each tile. @throws the signal's reason, looked at there. */
export async function* heatMaps(
  { mbfcn, preset, shapes }: Pick<Detector, 'mbfcn' | 'preset' | 'shapes'>,
  picture: Picture,
  smallestFace: number,
  signal?: AbortSignal,
): AsyncGenerator<Progress, HeatMap[]> {
  const tiles = planDetection(picture, smallestFace, shapes)
  const finest = Math.max(...tiles.map(({ level }) => level.scale))
  const maps = preset.mbfcn.branches.map((branch) => emptyMap(branch, picture, finest))
  for (const [done, planned] of tiles.entries()) {
    signal?.throwIfAborted()
    yield { stage: 'proposing', done, total: tiles.length }
    layOver(maps, await branchMaps(mbfcn, preset.mbfcn.branches, picture, planned), planned, picture)
  }
  return maps
}

interface Size {
  readonly width: number
  readonly height: number
}

/** As many cells as the branch has at the scale `finest` (network px a picture px), unless that is more than a screen shows. */
export function emptyMap({ stride, heights }: BranchSpec, picture: Size, finest: number): HeatMap {
  const cell = Math.max(stride / finest, Math.max(picture.width, picture.height) / LONGEST_SIDE)
  const width = Math.max(1, Math.ceil(picture.width / cell))
  const height = Math.max(1, Math.ceil(picture.height / cell))
  return { stride, heights, width, height, probabilities: new Float32Array(width * height) }
}

/** Raises `maps` to what one tile's branches say (as `branchMaps` gives them) within its core. */
export function layOver(maps: readonly HeatMap[], values: Float32Array, planned: PlannedTile, picture: Size): void {
  const { level, tile, networkWidth, networkHeight } = planned
  let offset = 0
  for (const map of maps) {
    const columns = networkWidth / map.stride
    const cells = columns * (networkHeight / map.stride)
    /** Side of a cell in px of the level. */
    const side = map.stride / level.enlargement
    for (let cell = 0; cell < cells; cell++, offset += BRANCH_VALUES) {
      const x = tile.window.x + (cell % columns) * side
      const y = tile.window.y + Math.floor(cell / columns) * side
      if (!inCore(tile, x + side / 2, y + side / 2)) continue
      const probability = 1 / (1 + Math.exp(-(values[offset] as number)))
      raise(map, x * level.shrink, y * level.shrink, side * level.shrink, probability, picture)
    }
  }
}

/** Every cell of the map that a square (px of the picture) covers, the one of its middle at least. */
function raise(map: HeatMap, x: number, y: number, side: number, probability: number, picture: Size) {
  const [from, to] = span(x, side, map.width / picture.width, map.width)
  const [top, bottom] = span(y, side, map.height / picture.height, map.height)
  for (let row = top; row < bottom; row++)
    for (let column = from; column < to; column++) {
      const at = row * map.width + column
      // A NaN raises nothing.
      if (probability > (map.probabilities[at] as number)) map.probabilities[at] = probability
    }
}

function span(start: number, side: number, scale: number, most: number): [number, number] {
  const middle = Math.floor((start + side / 2) * scale)
  const from = Math.min(middle, Math.round(start * scale))
  const to = Math.max(middle + 1, Math.round((start + side) * scale))
  return [Math.max(0, from), Math.min(most, to)]
}
