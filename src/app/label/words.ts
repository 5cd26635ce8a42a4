/** Faces and pictures in words, for the list and for a screen reader. */
import type { LabelFace } from '../../storage/label-project.ts'
import { t } from '../i18n/t.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import { countStates } from '../state/label-faces.ts'
import { inOrder } from './order.ts'

/** A word that the dictionary has. */
export function stateOf({ state, ignored }: LabelFace): LabelFace['state'] | 'ignored' {
  return ignored && state !== 'rejected' ? 'ignored' : state
}

/** A tenth of a pixel where there are fractions. */
const px = (value: number) => String(Math.round(value * 10) / 10)

export function sizeWords({ box }: LabelFace): string {
  return `${px(box.width)} × ${px(box.height)} px`
}

/** "Face 3 of 24: proposed, score 62 of 100, 14 by 18 px at 120, 88." */
export function spokenFace(face: LabelFace, faces: readonly LabelFace[]): string {
  const order = inOrder(faces)
  const { x, y, width, height } = face.box
  const values = {
    n: order.indexOf(face) + 1,
    total: order.length,
    state: t(stateOf(face)),
    width: px(width),
    height: px(height),
    x: px(x),
    y: px(y),
  }
  if (face.score === null) return t('Face {n} of {total}: {state}, {width} by {height} px at {x}, {y}', values)
  return t('Face {n} of {total}: {state}, score {percent} of 100, {width} by {height} px at {x}, {y}', {
    ...values,
    percent: Math.round(face.score * 100),
  })
}

/** "12 faces, 3 to decide, 1 ignored". */
export function countWords(faces: readonly LabelFace[]): string {
  const { accepted, proposed, ignored } = countStates(faces)
  const parts = [t('{n} face | {n} faces', { n: accepted })]
  if (proposed > 0) parts.push(t('{n} to decide', { n: proposed }))
  if (ignored > 0) parts.push(t('{n} ignored', { n: ignored }))
  return parts.join(t(', '))
}

/** An entry of the list of pictures. */
export function pictureWords({ name, faces, done }: LabelPicture): string {
  const words = t('{name}: {words}', { name, words: countWords(faces) })
  return done ? `✓ ${words}` : words
}
