/** How much noise a picture has: measured where it is flattest, and told from fine texture. */

/** Side of the blocks whose standard deviations are looked at. */
const BLOCK = 8

/** Blocks darker or lighter than this are cut off by the sensor's limits and show less noise than there is. */
const [DARKEST, LIGHTEST] = [6, 249]

/** Fewer blocks say nothing. */
const LEAST_BLOCKS = 50

/**
 * Noise leaves no block flat: even the flattest hundredth has this standard deviation. And it is finer than texture: what a 3×3 mean takes
 * away of a flat block is this share of its deviation. More than `MOST_LEVEL` is a crowd or foliage, whatever its grain.
 */
const [LEAST_FLOOR, LEAST_FINENESS, MOST_LEVEL] = [1.2, 0.38, 9]

interface Block {
  readonly deviation: number
  /** Of what a 3×3 mean takes away. */
  readonly fine: number
}

export class NoiseLevel {
  readonly #blocks: Block[] = []

  /** `square`: luminance, 0 to 255, [side × side]; the side is a multiple of 8, and blocks at its edge are left out. */
  add(square: Float64Array, side: number): void {
    for (let top = BLOCK; top + BLOCK < side; top += BLOCK)
      for (let left = BLOCK; left + BLOCK < side; left += BLOCK) {
        const block = blockAt(square, side, top, left)
        if (block) this.#blocks.push(block)
      }
  }

  /** Standard deviation of luminance that the flattest tenth of the blocks does not pass; noise or texture. */
  level(): number {
    return this.#blocks.length < LEAST_BLOCKS ? 0 : deviationAt(this.#sorted(), 0.1)
  }

  /** The level where it is noise, 0 where it is not. */
  noise(): number {
    if (this.#blocks.length < LEAST_BLOCKS) return 0
    const sorted = this.#sorted()
    const level = deviationAt(sorted, 0.1)
    if (level === 0 || level > MOST_LEVEL) return 0
    const flat = sorted.slice(0, Math.ceil(0.1 * sorted.length)).map(({ fine }) => fine)
    const fineness = (flat.sort((a, b) => a - b)[Math.floor(flat.length / 2)] as number) / level
    return deviationAt(sorted, 0.01) > LEAST_FLOOR && fineness > LEAST_FINENESS ? level : 0
  }

  #sorted(): Block[] {
    return [...this.#blocks].sort((one, two) => one.deviation - two.deviation)
  }
}

function deviationAt(sorted: readonly Block[], share: number): number {
  return sorted[Math.floor(share * sorted.length)]?.deviation ?? 0
}

function blockAt(square: Float64Array, side: number, top: number, left: number): Block | null {
  let [sum, squares, fineSum, fineSquares] = [0, 0, 0, 0]
  for (let y = top; y < top + BLOCK; y++)
    for (let x = left; x < left + BLOCK; x++) {
      const at = y * side + x
      const value = square[at] as number
      let around = 0
      for (let row = at - side; row <= at + side; row += side)
        around += (square[row - 1] as number) + (square[row] as number) + (square[row + 1] as number)
      const fine = value - around / 9
      sum += value
      squares += value * value
      fineSum += fine
      fineSquares += fine * fine
    }
  const count = BLOCK ** 2
  const mean = sum / count
  if (mean <= DARKEST || mean >= LIGHTEST) return null
  const deviation = (total: number, ofSquares: number) =>
    Math.sqrt(Math.max(0, ofSquares / count - (total / count) ** 2))
  return { deviation: deviation(sum, squares), fine: deviation(fineSum, fineSquares) }
}
