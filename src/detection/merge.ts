/** Stage 6: one list of faces, the best of every overlapping group, sorted by score. */
import { greedyNms } from '../geometry/nms.ts'
import { applyBoxDeltas, clipBox } from '../geometry/roi.ts'
import { voteBoxes } from '../geometry/vote.ts'
import { type Cascade, scoreOf } from './cascade.ts'
import type { Verdict } from './classify.ts'
import type { Face, ScorePath } from './face.ts'
import type { Proposal } from './propose.ts'

/**
 * Proposals of all tiles and scales → one of each overlapping group, highest score first. It has the best one's score, and
 * where the cascade says so the group's mean box, weighted by the detector's own (uncalibrated) estimate of each box's quality.
 */
export function mergeProposals(proposals: readonly Proposal[], { nms }: Cascade): Proposal[] {
  const boxes = proposals.map(({ box }) => box)
  const scores = proposals.map(({ score }) => score)
  const kept = greedyNms(boxes, scores, nms.iou)
  const best = kept.map((index) => proposals[index] as Proposal)
  if (nms.vote === null) return best
  const qualities = proposals.map(({ detectorLogit }) => 1 / (1 + Math.exp(-detectorLogit)))
  const voted = voteBoxes(boxes, qualities, kept, nms.vote)
  return best.map((proposal, rank) => {
    const box = voted[rank] ?? proposal.box
    // What the picture's edge had cut off stays counted.
    return { ...proposal, box, height: proposal.height + box.height - proposal.box.height }
  })
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
