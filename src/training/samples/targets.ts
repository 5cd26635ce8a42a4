/** What each cell of MB-FCN shall answer about a crop: which face, nothing, or no matter (pretraining/targets.py is its twin). */
import type { Box } from '../../geometry/box.ts'
import type { BranchSpec } from '../../networks/preset.ts'

/** A face just outside a branch's range is neither its face nor its background. */
const TOLERANCE = 1.35

export const BACKGROUND = -1
export const DONT_CARE = -2

/** A face's cells lie at least and at most this far from its centre, in cells. */
const REACH: readonly [number, number] = [0.95, 1.6]

/**
 * One number a cell of a square crop of `size` px, branches one after another, row by row: the index of its face, BACKGROUND or
 * DONT_CARE. Every face in a branch's range gets at least 3 cells there, those whose centres lie nearest to its own; boxes are in px
 * of the crop.
 */
export function assignCells(
  faces: readonly Box[],
  ignored: readonly Box[],
  size: number,
  branches: readonly BranchSpec[],
): Int16Array {
  const maps = branches.map((branch) => assignBranch(faces, ignored, size / branch.stride, branch))
  const cells = new Int16Array(maps.reduce((sum, map) => sum + map.length, 0))
  let offset = 0
  for (const map of maps) {
    cells.set(map, offset)
    offset += map.length
  }
  return cells
}

function assignBranch(
  faces: readonly Box[],
  ignored: readonly Box[],
  side: number,
  { stride, heights: [low, high] }: BranchSpec,
): Int16Array {
  const cells = new Int16Array(side * side).fill(BACKGROUND)
  const nearest = new Float32Array(side * side).fill(Number.POSITIVE_INFINITY)
  for (const box of ignored) {
    const [left, top] = [box.x / stride - 0.5, box.y / stride - 0.5]
    const right = Math.trunc(left + box.width / stride) + 1
    const below = Math.trunc(top + box.height / stride) + 1
    for (let row = Math.max(Math.ceil(top), 0); row < Math.min(below, side); row++)
      for (let column = Math.max(Math.ceil(left), 0); column < Math.min(right, side); column++)
        cells[row * side + column] = DONT_CARE
  }
  for (const [index, { x, y, width, height }] of faces.entries()) {
    if (height < low / TOLERANCE || height > high * TOLERANCE) continue
    const [centreX, centreY] = [(x + width / 2) / stride - 0.5, (y + height / 2) / stride - 0.5]
    const block = blockAround(centreX, centreY, reach(width / stride), reach(height / stride), side)
    const wanted = low <= height && height <= high
    for (let row = block.top; row <= block.bottom; row++)
      for (let column = block.left; column <= block.right; column++) {
        const cell = row * side + column
        if (!wanted) {
          if (cells[cell] === BACKGROUND) cells[cell] = DONT_CARE
          continue
        }
        const distance = Math.hypot(((column - centreX) * stride) / width, ((row - centreY) * stride) / height)
        if (!(distance < (nearest[cell] as number))) continue
        nearest[cell] = distance
        cells[cell] = index
      }
  }
  return cells
}

function reach(cells: number): number {
  return Math.min(Math.max(0.25 * cells, REACH[0]), REACH[1])
}

/** By the grid's chance or at the border a small reach may hold one cell or two: then it grows. */
function blockAround(centreX: number, centreY: number, reachX: number, reachY: number, side: number) {
  let block = { left: 0, right: -1, top: 0, bottom: -1 }
  for (const wider of [0, 0.5, 1]) {
    block = {
      left: Math.max(Math.ceil(centreX - reachX - wider), 0),
      right: Math.min(Math.floor(centreX + reachX + wider), side - 1),
      top: Math.max(Math.ceil(centreY - reachY - wider), 0),
      bottom: Math.min(Math.floor(centreY + reachY + wider), side - 1),
    }
    if ((block.right - block.left + 1) * (block.bottom - block.top + 1) >= 3) break
  }
  return block
}

/** `[N × 4]`: centre x, centre y (px), stride, base size of every cell, in the order of `assignCells`. */
export function cellGrid(size: number, branches: readonly BranchSpec[]): Float32Array {
  return Float32Array.from(
    branches.flatMap(({ stride, baseSize }) => {
      const side = size / stride
      return Array.from({ length: side * side }, (_, cell) => [
        ((cell % side) + 0.5) * stride,
        (Math.floor(cell / side) + 0.5) * stride,
        stride,
        baseSize,
      ]).flat()
    }),
  )
}
