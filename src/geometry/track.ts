/** Boxes followed from frame to frame, so that a face whose score trembles around the threshold does not blink. */
import { type Box, iou } from './box.ts'
import { BoxIndex } from './box-index.ts'

export interface Tracked {
  readonly box: Box
  /** 0 to 1 */
  readonly score: number
}

/** Two boxes of neighbouring frames may be one face from this IoU on: low, since a speck soon moves by half its size. */
const SAME_FACE = 0.15
/** Share of a newly seen score that counts at once; the rest follows with the next frames. A sure face shows in its first frame. */
const RISE = 0.6
/** What is left of a score for each frame in which its face was not found. */
const FADE = 0.75
/** A face that was not found in more frames than this is gone. */
const PATIENCE = 3

interface Track<T extends Tracked> {
  last: T
  box: Box
  score: number
  missed: number
}

/** One tracker a camera or video; start a new one after a pause or a jump. */
export class BoxTracker<T extends Tracked> {
  #tracks: Track<T>[] = []

  /**
   * Takes what was found in the next frame and returns what should be shown in it, highest score first: scores and boxes
   * smoothed over the frames before; a face that was missed stays a little, where it was last seen, with a fading score.
   */
  update(found: readonly T[], lowestScore = 0): T[] {
    const trackOf = match(this.#tracks, found)
    const next = found.map((face, index): Track<T> => {
      const before = trackOf.get(index)
      const score = (before?.score ?? 0) + RISE * (face.score - (before?.score ?? 0))
      return { last: face, box: before ? blend(before.box, face.box) : face.box, score, missed: 0 }
    })
    const kept = new Set(trackOf.values())
    for (const track of this.#tracks)
      if (!kept.has(track) && track.missed < PATIENCE)
        next.push({ ...track, score: track.score * FADE, missed: track.missed + 1 })
    this.#tracks = next.filter(({ score }) => score >= lowestScore)
    return this.#tracks.map(({ last, box, score }) => ({ ...last, box, score })).sort((a, b) => b.score - a.score)
  }
}

/** The track of each found box, by its index: best overlap first, each track once. */
function match<T extends Tracked>(tracks: readonly Track<T>[], found: readonly T[]): Map<number, Track<T>> {
  const boxes = tracks.map(({ box }) => box)
  const near = new BoxIndex(boxes)
  for (const track of boxes.keys()) near.insert(track)
  const pairs: { face: number; track: number; overlap: number }[] = []
  for (const [face, { box }] of found.entries())
    near.some(box, SAME_FACE, (track) => {
      const overlap = iou(box, boxes[track] as Box)
      if (overlap >= SAME_FACE) pairs.push({ face, track, overlap })
      return false
    })
  pairs.sort((a, b) => b.overlap - a.overlap)
  const taken = new Set<number>()
  const matched = new Map<number, Track<T>>()
  for (const { face, track } of pairs) {
    if (taken.has(track) || matched.has(face)) continue
    taken.add(track)
    matched.set(face, tracks[track] as Track<T>)
  }
  return matched
}

/** A box that hardly moved trembles and is smoothed; one that moved is followed at once. */
function blend(before: Box, now: Box): Box {
  const share = 1 - 0.6 * iou(before, now)
  const mix = (from: number, to: number) => from + share * (to - from)
  return {
    x: mix(before.x, now.x),
    y: mix(before.y, now.y),
    width: mix(before.width, now.width),
    height: mix(before.height, now.height),
  }
}
