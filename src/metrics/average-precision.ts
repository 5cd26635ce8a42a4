/** Average precision and recall at a rate of false positives, from the outcomes of all pictures in one exact sort by score. */
import type { PictureOutcome } from './matching.ts'

/** All outcomes in one list, ready to be weighed by how often each picture was drawn. */
export interface RankedOutcomes {
  readonly pictures: number
  /** Counted faces of each picture. */
  readonly faces: Int32Array
  /** Per outcome, by falling score: its picture, and 1 for a hit. */
  readonly picture: Int32Array
  readonly hit: Uint8Array
  /** 1 where the next outcome has a lower score. Equal scores enter the curve together, so the order of pictures does not matter. */
  readonly endOfTie: Uint8Array
}

export function rankOutcomes(pictures: readonly PictureOutcome[]): RankedOutcomes {
  const all = pictures.flatMap(({ outcomes }, picture) => outcomes.map(({ score, hit }) => ({ score, hit, picture })))
  all.sort((a, b) => b.score - a.score)
  return {
    pictures: pictures.length,
    faces: Int32Array.from(pictures, ({ faces }) => faces),
    picture: Int32Array.from(all, ({ picture }) => picture),
    hit: Uint8Array.from(all, ({ hit }) => (hit ? 1 : 0)),
    endOfTie: Uint8Array.from(all, ({ score }, index) => (all[index + 1]?.score === score ? 0 : 1)),
  }
}

/**
 * Area under the precision envelope over all points (VOC 2010 on): recall steps times the highest precision at that recall or
 * above. `draws` weighs pictures (default: each once). Null without counted faces.
 */
export function averagePrecision(ranked: RankedOutcomes, draws?: Int32Array): number | null {
  const total = totalFaces(ranked, draws)
  if (total === 0) return null
  const { picture, hit, endOfTie } = ranked
  let hits = 0
  let falsePositives = 0
  for (let index = 0; index < picture.length; index++) {
    const weight = draws ? (draws[picture[index] as number] as number) : 1
    if (hit[index] === 1) hits += weight
    else falsePositives += weight
  }
  let area = 0
  let envelope = 0
  // From the lowest score up, so that the envelope is known when a step of recall is added.
  for (let index = picture.length - 1; index >= 0; index--) {
    if (endOfTie[index] === 1 && hits > 0) envelope = Math.max(envelope, hits / (hits + falsePositives))
    const weight = draws ? (draws[picture[index] as number] as number) : 1
    if (hit[index] === 1) {
      area += weight * envelope
      hits -= weight
    } else {
      falsePositives -= weight
    }
  }
  return area / total
}

/**
 * The highest recall at which false positives are at most `rate` times the number of pictures, pictures without faces included.
 * Null without counted faces.
 */
export function recallAtFalsePositives(ranked: RankedOutcomes, rate: number, draws?: Int32Array): number | null {
  const total = totalFaces(ranked, draws)
  if (total === 0) return null
  const { picture, hit, endOfTie } = ranked
  const allowed = rate * ranked.pictures
  let hits = 0
  let falsePositives = 0
  let best = 0
  for (let index = 0; index < picture.length && falsePositives <= allowed; index++) {
    const weight = draws ? (draws[picture[index] as number] as number) : 1
    if (hit[index] === 1) hits += weight
    else falsePositives += weight
    if (endOfTie[index] === 1 && falsePositives <= allowed) best = hits
  }
  return best / total
}

export function totalFaces({ faces }: RankedOutcomes, draws?: Int32Array): number {
  let total = 0
  for (let picture = 0; picture < faces.length; picture++)
    total += (faces[picture] as number) * (draws ? (draws[picture] as number) : 1)
  return total
}
