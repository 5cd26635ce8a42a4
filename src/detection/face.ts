/** What detection returns. */
import type { Box } from '../geometry/box.ts'
import type { Restoration } from '../restoration/restore.ts'

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
  /**
   * Whether a picture that is noisy, blurred by motion or dark is restored before MB-FCN sees it. 'never' is not even looked for, which
   * suits frames of a camera: the default of an ImageBitmap. Default of a file: what the model was fitted to (cascade.json's `restore`).
   */
  readonly restore?: 'always' | 'never'
}

export interface StageTime {
  readonly stage: 'decode' | 'restore' | 'propose' | 'superResolve' | 'classify' | 'merge'
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
  /** What is wrong with the picture: motion blur, noise, darkness. Null: nothing that restoration mends. Absent: nobody looked. */
  readonly condition?: Restoration | null
  /** Whether that was mended before; never for pictures of more than 24 megapixels. Absent: not. */
  readonly restored?: boolean
}
