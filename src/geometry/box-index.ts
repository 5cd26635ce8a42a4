/** Finds the boxes that may overlap a given one without looking at all of them: one hash grid for every octave of box size. */
import type { Box } from './box.ts'

/** Boxes smaller than 2^-10 px share one level, so that cell numbers stay exact integers. */
const LOWEST_LEVEL = -10

interface Level {
  /** Every side in this level is < cell. */
  readonly cell: number
  readonly members: number[]
  readonly cells: Map<number, number[]>
}

export class BoxIndex {
  readonly #boxes: readonly Box[]
  readonly #levels = new Map<number, Level>()

  /** Starts empty; `insert` adds boxes of the list by index. */
  constructor(boxes: readonly Box[]) {
    this.#boxes = boxes
  }

  /** Boxes without area overlap nothing and are left out. */
  insert(index: number): void {
    const box = this.#boxes[index]
    if (!box || !(box.width > 0 && box.height > 0)) return
    const number = levelOf(Math.max(box.width, box.height))
    let level = this.#levels.get(number)
    if (!level) {
      level = { cell: 2 ** (number + 1), members: [], cells: new Map() }
      this.#levels.set(number, level)
    }
    level.members.push(index)
    const key = cellKey(
      Math.floor((box.x + box.width / 2) / level.cell),
      Math.floor((box.y + box.height / 2) / level.cell),
    )
    const cell = level.cells.get(key)
    if (cell) cell.push(index)
    else level.cells.set(key, [index])
  }

  /**
   * Visits a superset of the inserted boxes whose IoU with `box` is > `minimumIou`; stops when `visit` returns true and returns that.
   * IoU is never more than the ratio of the two longest sides, so octaves beyond that ratio are skipped.
   */
  some(box: Box, minimumIou: number, visit: (index: number) => boolean): boolean {
    if (!(box.width > 0 && box.height > 0)) return false
    const longest = Math.max(box.width, box.height)
    const lowest = minimumIou > 0 ? levelOf(longest * minimumIou) : LOWEST_LEVEL
    const highest = minimumIou > 0 ? levelOf(longest / minimumIou) : Number.POSITIVE_INFINITY
    for (const [number, level] of this.#levels)
      if (number >= lowest && number <= highest && someOfLevel(level, box, visit)) return true
    return false
  }
}

function someOfLevel(level: Level, box: Box, visit: (index: number) => boolean): boolean {
  const reach = level.cell / 2
  const left = Math.floor((box.x - reach) / level.cell)
  const right = Math.floor((box.x + box.width + reach) / level.cell)
  const top = Math.floor((box.y - reach) / level.cell)
  const bottom = Math.floor((box.y + box.height + reach) / level.cell)
  // A large box over a level of small ones would walk more cells than there are boxes.
  if ((right - left + 1) * (bottom - top + 1) > level.members.length) return level.members.some(visit)
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++)
      if (level.cells.get(cellKey(column, row))?.some(visit)) return true
  return false
}

function levelOf(side: number): number {
  return Math.max(LOWEST_LEVEL, Math.floor(Math.log2(side)))
}

/** Two cells may share a key only far outside any picture; then a visit is wasted, never lost. */
function cellKey(column: number, row: number): number {
  return column * 33554432 + row
}
