/** What detection returns. */
import type { Box } from '../geometry/box.ts'

/** How a face came to its score: by MB-FCN alone, through generator and discriminator, or by the discriminator directly. */
export type ScorePath = 'mbfcn' | 'generated' | 'direct'

export interface Face {
  /** In the picture's own pixels. */
  readonly box: Box
  /** Final score, 0 to 1: the calibrated probability that this is a face. */
  readonly score: number
  readonly path: ScorePath
  /** MB-FCN's logit before calibration. */
  readonly detectorLogit: number
  /** fc_clc's logit; null where the ROI did not reach the discriminator. */
  readonly faceLogit: number | null
}

export interface DetectionSettings {
  /** Height in px of the smallest face that is wanted; decides how far the picture is enlarged. */
  readonly smallestFace: number
  /** 'mbfcn' stops after the proposals, 'full' runs generator and discriminator too. */
  readonly stage: 'mbfcn' | 'full'
  /** Faces below this score are not returned. */
  readonly threshold: number
}

export interface StageTime {
  readonly stage: 'decode' | 'propose' | 'superResolve' | 'classify' | 'merge'
  readonly milliseconds: number
}

export interface Detection {
  readonly width: number
  readonly height: number
  /** Sorted by score, highest first. */
  readonly faces: readonly Face[]
  readonly times: readonly StageTime[]
  /** ROIs that MB-FCN proposed, and how many of them passed the generator and the discriminator. */
  readonly proposed: number
  readonly generated: number
  readonly classified: number
}
