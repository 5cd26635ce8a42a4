/** The whole table of one evaluation: average precision of all faces and of each band, with intervals over pictures. */
import { averagePrecision, rankOutcomes, recallAtFalsePositives, totalFaces } from './average-precision.ts'
import { ALL_FACES, type Band, HEIGHT_BANDS } from './bands.ts'
import { type BootstrapOptions, bootstrapInterval, DEFAULT_BOOTSTRAP, type Interval } from './bootstrap.ts'
import { matchPicture, type Picture } from './matching.ts'
import { widerAveragePrecision, widerCounts } from './wider-protocol.ts'

/** A value from 0 to 1 with its 95 % interval; null where no face counts. */
export interface Measured {
  readonly value: number | null
  readonly interval: Interval | null
}

export interface BandResult extends Measured {
  readonly band: string
  readonly faces: number
}

export interface Evaluation {
  readonly protocol: 'specklens' | 'wider'
  readonly iou: number
  readonly pictures: number
  readonly predictions: number
  /** Average precision at `iou`: all faces ≥ 4 px first, then the bands. */
  readonly averagePrecision: readonly BandResult[]
  /** Average precision of all faces at the lower IoU of 0.3: was the face found at all? */
  readonly averagePrecisionAtLowIou: Measured
  /** Recall of all faces at one false positive per picture; null in WIDER's protocol, which has no such figure. */
  readonly recallAtOneFalsePositive: Measured | null
}

export interface EvaluationOptions {
  readonly protocol?: 'specklens' | 'wider'
  readonly iou?: number
  readonly bootstrap?: BootstrapOptions
}

export const LOW_IOU = 0.3

export function evaluatePictures(pictures: readonly Picture[], options: EvaluationOptions = {}): Evaluation {
  const { protocol = 'specklens', iou = 0.5, bootstrap = DEFAULT_BOOTSTRAP } = options
  const measure = protocol === 'wider' ? measureWider : measureOwn
  return {
    protocol,
    iou,
    pictures: pictures.length,
    predictions: pictures.reduce((sum, { predictions }) => sum + predictions.length, 0),
    averagePrecision: [ALL_FACES, ...HEIGHT_BANDS].map((band) => measure(pictures, band, iou, bootstrap)),
    averagePrecisionAtLowIou: withoutBand(measure(pictures, ALL_FACES, LOW_IOU, bootstrap)),
    recallAtOneFalsePositive: protocol === 'wider' ? null : measureRecall(pictures, iou, bootstrap),
  }
}

function measureOwn(pictures: readonly Picture[], band: Band, iou: number, bootstrap: BootstrapOptions): BandResult {
  const ranked = rankOutcomes(pictures.map((picture) => matchPicture(picture, band, iou)))
  return {
    band: band.name,
    faces: totalFaces(ranked),
    value: averagePrecision(ranked),
    interval: bootstrapInterval(pictures.length, (draws) => averagePrecision(ranked, draws), bootstrap),
  }
}

function measureWider(pictures: readonly Picture[], band: Band, iou: number, bootstrap: BootstrapOptions): BandResult {
  const counts = widerCounts(pictures, band, iou)
  return {
    band: band.name,
    faces: counts.faces.reduce((sum, faces) => sum + faces, 0),
    value: widerAveragePrecision(counts),
    interval: bootstrapInterval(pictures.length, (draws) => widerAveragePrecision(counts, draws), bootstrap),
  }
}

function measureRecall(pictures: readonly Picture[], iou: number, bootstrap: BootstrapOptions): Measured {
  const ranked = rankOutcomes(pictures.map((picture) => matchPicture(picture, ALL_FACES, iou)))
  return {
    value: recallAtFalsePositives(ranked, 1),
    interval: bootstrapInterval(pictures.length, (draws) => recallAtFalsePositives(ranked, 1, draws), bootstrap),
  }
}

function withoutBand({ value, interval }: BandResult): Measured {
  return { value, interval }
}
