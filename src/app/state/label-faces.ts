/** Changes to the faces of one picture: each returns a new list, or the same one where nothing changes. */
import type { KnownFace } from '../../formats/known.ts'
import type { Box } from '../../geometry/box.ts'
import type { LabelFace } from '../../storage/label-project.ts'

export type Faces = readonly LabelFace[]

export function nextFaceId(faces: Faces): number {
  return faces.reduce((most, { id }) => Math.max(most, id), 0) + 1
}

/** Adds faces behind those that are there; they get numbers of their own. */
export function withFaces(faces: Faces, added: readonly KnownFace[]): Faces {
  const first = nextFaceId(faces)
  return added.length > 0 ? [...faces, ...added.map((face, at) => ({ ...face, id: first + at }))] : faces
}

/** A face that a person drew. */
export function withDrawn(faces: Faces, box: Box): Faces {
  return withFaces(faces, [{ box, ignored: false, state: 'accepted', score: null, attributes: null }])
}

/** A box that a person corrected is one that the person accepts. */
export function withBox(faces: Faces, id: number, box: Box): Faces {
  return changed(faces, id, (face) => (sameBox(face.box, box) ? face : { ...face, box, state: 'accepted' }))
}

export function withState(faces: Faces, id: number, state: LabelFace['state']): Faces {
  return changed(faces, id, (face) => (face.state === state ? face : { ...face, state }))
}

/** All proposals at once. */
export function withAllDecided(faces: Faces, state: 'accepted' | 'rejected'): Faces {
  if (!faces.some((face) => face.state === 'proposed')) return faces
  return faces.map((face) => (face.state === 'proposed' ? { ...face, state } : face))
}

/** Ignoring says that there is something: a proposal is accepted by it. */
export function withIgnoreToggled(faces: Faces, id: number): Faces {
  return changed(faces, id, (face) => ({ ...face, ignored: !face.ignored, state: 'accepted' }))
}

export function without(faces: Faces, id: number): Faces {
  return faces.some((face) => face.id === id) ? faces.filter((face) => face.id !== id) : faces
}

function changed(faces: Faces, id: number, change: (face: LabelFace) => LabelFace): Faces {
  const at = faces.findIndex((face) => face.id === id)
  const before = faces[at]
  if (!before) return faces
  const after = change(before)
  return after === before ? faces : faces.with(at, after)
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

export interface FaceCounts {
  readonly accepted: number
  readonly proposed: number
  readonly rejected: number
  /** Of the accepted and proposed ones. */
  readonly ignored: number
}

export function countStates(faces: readonly KnownFace[]): FaceCounts {
  const counts = { accepted: 0, proposed: 0, rejected: 0, ignored: 0 }
  for (const { state, ignored } of faces) {
    counts[state] += 1
    if (ignored && state !== 'rejected') counts.ignored += 1
  }
  return counts
}
