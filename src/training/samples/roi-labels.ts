/** Which ROIs show a face: by IoU with the labels (pretraining/rois.py is its twin). */
import { area, type Box, intersection, iou } from '../../geometry/box.ts'
import type { Labelled } from './labelled.ts'

export const FACE_IOU = 0.5
/** Below this overlap with every face and ignored area an ROI is background; between the two it is left out. */
export const BACKGROUND_IOU = 0.3

export interface RoiLabel {
  /** 1 face, 0 background, −1 neither. */
  readonly face: 1 | 0 | -1
  /** The face of highest IoU; null where there is none. */
  readonly target: Box | null
}

/** Boxes in px of the picture. A part of an ignored area is ignored too, so for those what lies inside counts, not the IoU. */
export function labelRois(boxes: readonly Box[], faces: Labelled['faces']): RoiLabel[] {
  return boxes.map((box) => {
    let target: Box | null = null
    let best = 0
    let touched = 0
    for (const face of faces) {
      if (face.ignored) {
        touched = Math.max(touched, intersection(box, face.box) / Math.max(area(box), 1e-6))
        continue
      }
      const overlap = iou(box, face.box)
      touched = Math.max(touched, overlap)
      if (overlap > best) {
        best = overlap
        target = face.box
      }
    }
    return { face: best >= FACE_IOU ? 1 : touched < BACKGROUND_IOU ? 0 : -1, target }
  })
}
