/** Stage 6: one list of faces, the best of every overlapping group, sorted by score. */
import { greedyNms } from '../geometry/nms.ts'
import { applyBoxDeltas, clipBox } from '../geometry/roi.ts'
import { type Cascade, scoreOf } from './cascade.ts'
import type { Verdict } from './classify.ts'
import type { Face, ScorePath } from './face.ts'
import type { Proposal } from './propose.ts'

/** Proposals of all tiles and scales → the best of each overlapping group, highest score first. */
export function mergeProposals(proposals: readonly Proposal[], cascade: Cascade): Proposal[] {
  const boxes = proposals.map(({ box }) => box)
  const scores = proposals.map(({ score }) => score)
  return greedyNms(boxes, scores, cascade.nms.iou).map((index) => proposals[index] as Proposal)
}

/** A proposal with the second stage's verdict, or without one (path 'mbfcn'). Boxes in px of the picture, inside it. */
export function scoreFace(
  proposal: Proposal,
  path: ScorePath,
  verdict: Verdict | undefined,
  cascade: Cascade,
  picture: { readonly width: number; readonly height: number },
): Face {
  const { box, height, detectorLogit, score } = proposal
  if (!verdict || path === 'mbfcn') return { box, score, path: 'mbfcn', detectorLogit, faceLogit: null }
  const { faceLogit, deltas } = verdict
  const refined =
    deltas && cascade.gate.refineBox ? clipBox(applyBoxDeltas(box, deltas), picture.width, picture.height) : box
  return {
    // A correction that leaves nothing of the box is not believed.
    box: refined.width > 0 && refined.height > 0 ? refined : box,
    score: scoreOf(cascade.calibration[path], detectorLogit, faceLogit, height),
    path,
    detectorLogit,
    faceLogit,
  }
}

/** Faces with at least `threshold`, overlapping ones merged, highest score first. */
export function mergeFaces(faces: readonly Face[], cascade: Cascade, threshold: number): Face[] {
  const kept = faces.filter(({ score }) => score >= threshold)
  const order = greedyNms(
    kept.map(({ box }) => box),
    kept.map(({ score }) => score),
    cascade.nms.iou,
  )
  return order.map((index) => kept[index] as Face)
}
