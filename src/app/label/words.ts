/** Faces and pictures in words, for the list and for a screen reader. */
import type { LabelFace } from '../../storage/label-project.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import { countStates } from '../state/label-faces.ts'
import { inOrder } from './order.ts'

const STATES = { proposed: 'proposed', accepted: 'accepted', rejected: 'rejected' } as const

export function stateOf({ state, ignored }: LabelFace): string {
  return ignored && state !== 'rejected' ? 'ignored' : STATES[state]
}

/** A tenth of a pixel where there are fractions. */
const px = (value: number) => String(Math.round(value * 10) / 10)

export function sizeWords({ box }: LabelFace): string {
  return `${px(box.width)} × ${px(box.height)} px`
}

/** "Face 3 of 24: proposed, score 62 of 100, 14 by 18 px at 120, 88." */
export function spokenFace(face: LabelFace, faces: readonly LabelFace[]): string {
  const order = inOrder(faces)
  const place = order.indexOf(face) + 1
  const score = face.score === null ? '' : `, score ${Math.round(face.score * 100)} of 100`
  const { x, y, width, height } = face.box
  return `Face ${place} of ${order.length}: ${stateOf(face)}${score}, ${px(width)} by ${px(height)} px at ${px(x)}, ${px(y)}`
}

/** "12 faces, 3 to decide, 1 ignored". */
export function countWords(faces: readonly LabelFace[]): string {
  const { accepted, proposed, ignored } = countStates(faces)
  const parts = [`${accepted} ${accepted === 1 ? 'face' : 'faces'}`]
  if (proposed > 0) parts.push(`${proposed} to decide`)
  if (ignored > 0) parts.push(`${ignored} ignored`)
  return parts.join(', ')
}

/** An entry of the list of pictures. */
export function pictureWords({ name, faces, done }: LabelPicture): string {
  return `${done ? '✓ ' : ''}${name}: ${countWords(faces)}`
}
