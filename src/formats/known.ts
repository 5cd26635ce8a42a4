/** Everything that is known of a labelled face: more than most label formats can hold. */
import type { LabelledFace } from './labels.ts'
import type { WiderAttributes } from './wider.ts'

/** A proposal is a detector's box that no person has judged yet. */
export type FaceState = 'proposed' | 'accepted' | 'rejected'

export interface KnownFace extends LabelledFace {
  readonly state: FaceState
  /** The detector's, 0 to 1; null for a face that a person drew. */
  readonly score: number | null
  readonly attributes: WiderAttributes | null
}

export interface KnownPicture {
  readonly name: string
  /** px; null where the file does not say. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** A person has said that every face in it has its box; null where the file does not say. */
  readonly done: boolean | null
  readonly faces: readonly KnownFace[]
}

/** A face of a label file: somebody has judged it already. */
export function acceptedFace(
  { box, ignored }: LabelledFace,
  attributes: WiderAttributes | null = null,
  score: number | null = null,
): KnownFace {
  return { box, ignored, state: 'accepted', score, attributes }
}

/** A face of a detector's file. */
export function proposedFace(box: LabelledFace['box'], score: number): KnownFace {
  return { box, ignored: false, state: 'proposed', score, attributes: null }
}

/** The faces that count as labels: the accepted ones, and in a picture that is done also the proposals nobody rejected. */
export function labelsOf<F extends KnownFace>(faces: readonly F[], done: boolean): readonly F[] {
  return faces.filter(({ state }) => state === 'accepted' || (done && state === 'proposed'))
}
