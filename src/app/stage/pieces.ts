/**
 * A large image is drawn in pieces. Where a GPU draws the canvas, the browser takes all pixels of an image over when any of it is drawn for
 * the first time, on the page's own thread: 0.2 to 1 s with 48 megapixels.
 */
import type { Box } from '../../geometry/box.ts'
import type { Size } from './view.ts'

export type Image = CanvasImageSource & Size

/** Box in px of the image that it was cut from. */
export interface Piece extends Box {
  readonly bitmap: ImageBitmap
}

/** px. Cutting one takes about a ms, and so does the first time that it is drawn. */
export const SIDE = 512
/** px of an image that is still drawn whole. */
const WHOLE = 3.2e6
/** So many are under way at a time, which is what a frame adds to the page's work. */
const AT_ONCE = 6
/** So many are kept, a megabyte each; more only while they are in sight. */
const KEPT = 64
/** ms after which a piece that was not drawn counts as out of sight. */
const OUT_OF_SIGHT = 1000

export const isLarge = ({ width, height }: Size) => width * height > WHOLE

export class Pieces {
  /** Called when there is something to draw that was not there before. */
  onCut: () => void = () => {}
  /** The longest unused first. */
  readonly #kept = new Map<string, Piece & { used: number }>()
  readonly #pending = new Set<string>()
  readonly #numbers = new WeakMap<Image, number>()
  readonly #uncut = new WeakSet<Image>()
  #images = 0
  #cleared = 0

  /**
   * The pieces of `image` that lie in `part` (px of it), those that are there; the others are cut, a few at a time. Null where the browser
   * cuts none of it.
   */
  within(image: Image, part: Box): { readonly there: readonly Piece[]; readonly missing: boolean } | null {
    if (this.#uncut.has(image)) return null
    const there: Piece[] = []
    let missing = false
    for (const box of boxesIn(image, part)) {
      const key = `${this.#numberOf(image)} ${box.x} ${box.y}`
      const piece = this.#kept.get(key)
      if (piece) {
        piece.used = performance.now()
        // To the end of the map.
        this.#kept.delete(key)
        this.#kept.set(key, piece)
        there.push(piece)
        continue
      }
      missing = true
      if (this.#pending.size < AT_ONCE && !this.#pending.has(key)) void this.#cut(image, box, key)
    }
    return { there, missing }
  }

  clear() {
    this.#cleared += 1
    this.#pending.clear()
    for (const { bitmap } of this.#kept.values()) bitmap.close()
    this.#kept.clear()
  }

  async #cut(image: Image, box: Box, key: string) {
    const cleared = this.#cleared
    this.#pending.add(key)
    const bitmap = await createImageBitmap(image, box.x, box.y, box.width, box.height).catch(() => null)
    if (cleared !== this.#cleared) return bitmap?.close()
    this.#pending.delete(key)
    // The picture was closed meanwhile.
    if (image.width === 0) return bitmap?.close()
    if (bitmap) this.#kept.set(key, { ...box, bitmap, used: performance.now() })
    else this.#uncut.add(image)
    this.#forget()
    this.onCut()
  }

  #forget() {
    for (const [key, { bitmap, used }] of this.#kept) {
      if (this.#kept.size <= KEPT || performance.now() - used < OUT_OF_SIGHT) return
      bitmap.close()
      this.#kept.delete(key)
    }
  }

  #numberOf(image: Image): number {
    const number = this.#numbers.get(image) ?? this.#images++
    this.#numbers.set(image, number)
    return number
  }
}

/** The fixed grid's boxes that touch `part`; the last ones end where the image does. */
export function boxesIn({ width, height }: Size, part: Box): Box[] {
  const boxes: Box[] = []
  const first = (from: number) => Math.max(0, Math.floor(from / SIDE)) * SIDE
  for (let y = first(part.y); y < Math.min(height, part.y + part.height); y += SIDE)
    for (let x = first(part.x); x < Math.min(width, part.x + part.width); x += SIDE)
      boxes.push({ x, y, width: Math.min(SIDE, width - x), height: Math.min(SIDE, height - y) })
  return boxes
}
