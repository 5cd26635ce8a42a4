/** Brings labels from files to the pictures that they belong to, and counts what did not fit. */
import type { KnownFace } from '../../formats/known.ts'
import type { ReadPicture } from '../../formats/recognise.ts'
import type { Size } from '../stage/view.ts'

export interface NamedPicture extends Size {
  readonly id: number
  readonly name: string
}

export interface Matched {
  readonly id: number
  readonly faces: readonly KnownFace[]
  /** What the file says, or that it holds labels of people (true) or proposals (false). */
  readonly done: boolean
}

export interface Matching {
  readonly matched: readonly Matched[]
  /** Names in the label files for which there is no picture. */
  readonly unmatched: readonly string[]
  /** Names that fit several pictures alike. */
  readonly ambiguous: readonly string[]
  /** Labels made for a picture of other proportions. */
  readonly misfits: readonly string[]
  /** Pictures whose labels were made for another size of the same picture. */
  readonly rescaled: number
  /** Boxes without area or outside of the picture. */
  readonly dropped: number
}

/** Proportions may differ by rounding alone. */
const SAME_SHAPE = 0.02

export function matchLabels(pictures: readonly NamedPicture[], read: readonly ReadPicture[]): Matching {
  const index = new NameIndex(pictures)
  const matched = new Map<number, Matched>()
  const unmatched: string[] = []
  const ambiguous: string[] = []
  const misfits: string[] = []
  let rescaled = 0
  let dropped = 0
  for (const { name, stem, otherwise, size, done, faces } of read) {
    const found = index.find(name, stem) ?? (otherwise === undefined ? null : index.find(otherwise, true))
    if (found === null) unmatched.push(name)
    if (found === 'several') ambiguous.push(name)
    if (found === null || found === 'several') continue
    const scale = size ? scaleBetween(size, found) : 1
    if (scale === null) {
      misfits.push(name)
      continue
    }
    if (scale !== 1) rescaled += 1
    const all = faces(found).map((face) => enlarged(face, scale))
    const kept = all.filter(({ box }) => isWithin(box, found))
    dropped += all.length - kept.length
    const before = matched.get(found.id)
    matched.set(found.id, {
      id: found.id,
      faces: [...(before?.faces ?? []), ...kept],
      done: done ?? kept.every(({ state }) => state !== 'proposed'),
    })
  }
  return { matched: [...matched.values()], unmatched, ambiguous, misfits, rescaled, dropped }
}

/** How many px of the picture a px of the labels is; null where the proportions differ. */
function scaleBetween(labels: Size, picture: Size): number | null {
  if (labels.width === picture.width && labels.height === picture.height) return 1
  const [x, y] = [picture.width / labels.width, picture.height / labels.height]
  return Math.abs(x / y - 1) <= SAME_SHAPE ? (x + y) / 2 : null
}

function enlarged(face: KnownFace, scale: number): KnownFace {
  if (scale === 1) return face
  const { x, y, width, height } = face.box
  return { ...face, box: { x: x * scale, y: y * scale, width: width * scale, height: height * scale } }
}

function isWithin(box: KnownFace['box'], { width, height }: Size): boolean {
  if (!(box.width > 0 && box.height > 0)) return false
  return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0
}

/** Finds a picture by as much of its path as a label file knows of it. */
class NameIndex {
  readonly #byBase = new Map<string, NamedPicture[]>()

  constructor(pictures: readonly NamedPicture[]) {
    for (const picture of pictures)
      for (const key of new Set([baseKey(picture.name), `${baseKey(stemmed(picture.name))}/`])) {
        const same = this.#byBase.get(key)
        if (same) same.push(picture)
        else this.#byBase.set(key, [picture])
      }
  }

  find(name: string, stem: boolean): NamedPicture | 'several' | null {
    const path = name.replaceAll('\\', '/')
    const exact = stem ? null : this.#best(path, this.#byBase.get(baseKey(path)), (own) => own)
    return exact ?? this.#best(stemmed(path), this.#byBase.get(`${baseKey(stemmed(path))}/`), stemmed)
  }

  #best(path: string, candidates: readonly NamedPicture[] | undefined, form: (name: string) => string) {
    let best: NamedPicture | 'several' | null = null
    let most = 0
    for (const picture of candidates ?? []) {
      const shared = sharedParts(path, form(picture.name))
      if (shared === most) best = 'several'
      else if (shared > most) {
        best = picture
        most = shared
      }
    }
    return best
  }
}

/** Last part of a path. Letters' case and the way that umlauts are composed differ between systems. */
function baseKey(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFC')
    .toLowerCase()
}

function stemmed(path: string): string {
  return path.replace(/\.[a-z0-9]{1,5}$/i, '')
}

/** How many parts of two paths agree, from the last one on; a path that agrees whole counts half a part more. */
function sharedParts(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.normalize('NFC').toLowerCase().split('/').reverse())
  if (!left || !right) return 0
  let shared = 0
  while (shared < Math.min(left.length, right.length) && left[shared] === right[shared]) shared++
  return shared === left.length && shared === right.length ? shared + 0.5 : shared
}
