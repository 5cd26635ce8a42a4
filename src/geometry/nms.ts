/** Non-maximum suppression: of boxes that show the same face, the one with the highest score stays. */
import { type Box, iou } from './box.ts'
import { BoxIndex } from './box-index.ts'

/**
 * Greedy NMS. Returns indices of the kept boxes, highest score first; of equal scores the lower index goes first.
 * A box goes when its IoU with a kept one is > `threshold` (0 to 1). Throws RangeError when the lists differ in length.
 */
export function greedyNms(boxes: readonly Box[], scores: ArrayLike<number>, threshold: number): number[] {
  const kept: number[] = []
  const index = new BoxIndex(boxes)
  for (const candidate of byScore(boxes, scores)) {
    const box = boxes[candidate] as Box
    if (index.some(box, threshold, (other) => iou(box, boxes[other] as Box) > threshold)) continue
    kept.push(candidate)
    index.insert(candidate)
  }
  return kept
}

/** `gaussian` multiplies by exp(-IoU²/sigma), `linear` by 1 - IoU where IoU > threshold (Bodla et al., ICCV 2017). */
export type SoftNmsDecay =
  | { readonly kind: 'gaussian'; readonly sigma: number }
  | { readonly kind: 'linear'; readonly threshold: number }

export interface SoftNmsResult {
  readonly index: number
  readonly score: number
}

/**
 * Soft-NMS: a box that overlaps a better one keeps a decayed score instead of going. Highest decayed score first;
 * boxes whose score falls below `minimumScore` are left out. Throws RangeError when the lists differ in length.
 */
export function softNms(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  decay: SoftNmsDecay,
  minimumScore: number,
): SoftNmsResult[] {
  const current = Float64Array.from(scores)
  const order = byScore(boxes, scores)
  const index = new BoxIndex(boxes)
  for (const candidate of order) if ((current[candidate] as number) >= minimumScore) index.insert(candidate)
  const queue = new ScoreQueue(order, current)
  const done = new Uint8Array(boxes.length)
  const results: SoftNmsResult[] = []
  const minimumIou = decay.kind === 'linear' ? decay.threshold : 0
  for (let best = queue.take(); best !== undefined; best = queue.take()) {
    const score = current[best] as number
    if (score < minimumScore) break
    done[best] = 1
    results.push({ index: best, score })
    const box = boxes[best] as Box
    index.some(box, minimumIou, (other) => {
      if (done[other] === 0 && (current[other] as number) >= minimumScore) {
        const overlap = iou(box, boxes[other] as Box)
        current[other] = (current[other] as number) * decayFactor(decay, overlap)
      }
      return false
    })
  }
  return results
}

export function decayFactor(decay: SoftNmsDecay, overlap: number): number {
  if (decay.kind === 'gaussian') return Math.exp(-(overlap * overlap) / decay.sigma)
  return overlap > decay.threshold ? 1 - overlap : 1
}

function byScore(boxes: readonly Box[], scores: ArrayLike<number>): number[] {
  if (boxes.length !== scores.length)
    throw new RangeError(`${boxes.length} boxes need as many scores, not ${scores.length}.`)
  return Array.from(boxes, (_, index) => index).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
}

/** Binary heap of indices, highest score first. Scores only fall, so an outdated entry is put back when it reaches the top. */
class ScoreQueue {
  readonly #heap: number[]
  readonly #keys: number[]
  readonly #scores: Float64Array

  /** `order` must be sorted by score already: a sorted list is a heap. */
  constructor(order: readonly number[], scores: Float64Array) {
    this.#heap = [...order]
    this.#keys = order.map((index) => scores[index] as number)
    this.#scores = scores
  }

  take(): number | undefined {
    for (;;) {
      const top = this.#heap[0]
      if (top === undefined) return undefined
      const score = this.#scores[top] as number
      if (score === this.#keys[0]) {
        const lastIndex = this.#heap.pop() as number
        const lastKey = this.#keys.pop() as number
        if (this.#heap.length > 0) this.#sink(lastIndex, lastKey)
        return top
      }
      this.#sink(top, score)
    }
  }

  #sink(index: number, key: number): void {
    const heap = this.#heap
    const keys = this.#keys
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && this.#before(child + 1, keys[child] as number, heap[child] as number)) child++
      if (!this.#before(child, key, index)) break
      heap[hole] = heap[child] as number
      keys[hole] = keys[child] as number
      hole = child
    }
    heap[hole] = index
    keys[hole] = key
  }

  #before(position: number, key: number, index: number): boolean {
    const difference = (this.#keys[position] as number) - key
    return difference > 0 || (difference === 0 && (this.#heap[position] as number) < index)
  }
}
