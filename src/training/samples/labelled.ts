/** Labelled pictures: what training starts from, and when it cannot. */
import type { Picture } from '../../detection/picture.ts'
import type { Box } from '../../geometry/box.ts'
import { SMALLEST_COUNTED } from '../../metrics/bands.ts'
import { seededRandom } from '../../metrics/random.ts'

export interface Labelled {
  readonly name: string
  readonly picture: Picture
  /** In px of the picture; ignored ones are neither face nor background. */
  readonly faces: readonly { readonly box: Box; readonly ignored: boolean }[]
}

export interface Split {
  readonly train: readonly Labelled[]
  /** Chooses checkpoint, interpolation and calibration. */
  readonly select: readonly Labelled[]
  /** Neither learns nor chooses: before and after are measured here. */
  readonly report: readonly Labelled[]
}

/** Pictures that MB-FCN learns from, and others that judge what it learned from those. */
export interface Round {
  readonly train: readonly Labelled[]
  readonly select: readonly Labelled[]
}

export interface SplitShares {
  readonly train: number
  readonly select: number
  readonly report: number
}

export const LEAST_PICTURES = 4
/** From so many select pictures on, a part that never learns chooses well enough. */
const ENOUGH_TO_CHOOSE = 12
export const LEAST_FACES = 30

/** Counted faces: neither ignored nor below 4 px. */
export function countFaces({ faces }: Pick<Labelled, 'faces'>): number {
  return faces.filter(({ box, ignored }) => !ignored && box.height >= SMALLEST_COUNTED && box.width > 0).length
}

/** Why these labels cannot train, in one sentence that names the remedy; null where they can. */
export function refusal(pictures: readonly Labelled[]): string | null {
  const counts = pictures.map(countFaces)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const withFaces = counts.filter((count) => count > 0).length
  if (pictures.length < LEAST_PICTURES)
    return `Training needs at least ${LEAST_PICTURES} labelled pictures, and there are ${pictures.length}: label more.`
  if (total < LEAST_FACES)
    return `Training needs at least ${LEAST_FACES} faces of 4 px or more, and there are ${total}: label more.`
  if (withFaces < 3) return `All faces are in ${withFaces} of the pictures: label faces in at least 3.`
  if (Math.max(...counts) > 0.8 * total)
    return 'One picture has more than four fifths of all faces: label others, or training would learn that picture by heart.'
  const covered = pictures.every(({ picture, faces }) => {
    const area = faces.reduce((sum, { box }) => sum + box.width * box.height, 0)
    return area > 0.9 * picture.width * picture.height
  })
  if (covered)
    return 'The boxes cover the pictures whole, so that nothing shows what is no face: use pictures with surroundings.'
  return null
}

/**
 * Splits by picture, seeded. Every part with a share gets at least one picture with faces while there are enough.
 */
export function splitPictures(pictures: readonly Labelled[], shares: SplitShares, seed: number): Split {
  const [train = [], select = [], report = []] = deal(pictures, [shares.train, shares.select, shares.report], seed)
  return { train, select, report }
}

/**
 * Pictures with faces are dealt out by falling number of faces to the part that lacks most, so that each part gets its share of faces;
 * those without follow. A part with a share of 0 gets none.
 */
function deal(pictures: readonly Labelled[], shares: readonly number[], seed: number): Labelled[][] {
  const random = seededRandom(seed)
  const keyed = pictures.map((picture) => ({ picture, faces: countFaces(picture), key: random() }))
  // Of like numbers of faces (within a factor of 1.5) chance decides who goes first.
  const rank = ({ faces }: { faces: number }) => (faces === 0 ? -1 : Math.floor(Math.log(faces) / Math.log(1.5)))
  keyed.sort((a, b) => rank(b) - rank(a) || a.key - b.key)
  const parts = shares.map((share) => ({ share, weight: 0, dealt: [] as Labelled[] }))
  for (const { picture, faces } of keyed) {
    const [neediest] = parts.filter(({ share }) => share > 0).sort((a, b) => a.weight / a.share - b.weight / b.share)
    if (!neediest) break
    neediest.dealt.push(picture)
    neediest.weight += Math.sqrt(faces) + 0.5
  }
  return parts.map(({ dealt }) => dealt)
}

/**
 * The rounds in which MB-FCN learns. Three pictures choose by chance, and three that only choose are a quarter of what there is to learn
 * from; so where few pictures choose, every picture of train and select learns in all rounds but one, and judges in that one. `most` 1,
 * or enough select pictures: one round, the split's own. Every round has pictures with faces on both sides.
 */
export function roundsOf({ train, select }: Split, most: number, seed: number): Round[] {
  const pictures = [...train, ...select]
  const count = Math.min(most, pictures.filter((picture) => countFaces(picture) > 0).length)
  if (count < 2 || select.length >= ENOUGH_TO_CHOOSE) return [{ train, select }]
  const judges = deal(
    pictures,
    Array.from({ length: count }, () => 1),
    seed,
  )
  return judges.map((own) => ({ train: pictures.filter((picture) => !own.includes(picture)), select: own }))
}
