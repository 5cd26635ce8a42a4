/** What a person can do to the labels, each as one call that buttons and keys share. */
import type { Box } from '../../geometry/box.ts'
import type { LabelFace } from '../../storage/label-project.ts'
import { english } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { toPicture } from '../stage/view.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import {
  type Faces,
  nextFaceId,
  withAllDecided,
  withBox,
  withDrawn,
  withIgnoreToggled,
  without,
  withState,
} from '../state/label-faces.ts'
import { currentLabels, useLabels } from '../state/label-store.ts'
import { moved, resized, spanned } from './drag.ts'
import { faceAfter } from './order.ts'
import { labelView, useLabelUi } from './ui-store.ts'

/** A box that the keyboard draws is so large on the stage, in CSS px; never less than so many px of the picture. */
const NEW_BOX = 48
const LEAST_NEW = 6

interface Chosen {
  readonly picture: LabelPicture
  readonly face: LabelFace
}

export function chosenFace(): Chosen | null {
  const picture = currentLabels()
  const id = useLabels.getState().selected?.id
  const face = picture?.faces.find((one) => one.id === id)
  return picture && face ? { picture, face } : null
}

function change(picture: LabelPicture, words: Text, faces: Faces, merge?: string) {
  const marks = new Map([[picture.id, { faces }]])
  useLabels.getState().edit({ words, marks, ...(merge ? { merge } : {}) })
  useLabelUi.getState().say(words)
}

/** Judges the chosen proposal and goes to the next one. */
export function decide(state: 'accepted' | 'rejected') {
  const chosen = chosenFace()
  if (!chosen) return
  const { picture, face } = chosen
  const next = faceAfter(picture.faces, face.id, 1, true)
  change(picture, state === 'accepted' ? 'Accepted' : 'Rejected', withState(picture.faces, face.id, state))
  if (face.state === 'proposed' && next) useLabels.getState().select(next.id, 'list')
}

export function decideAll(state: 'accepted' | 'rejected') {
  const picture = currentLabels()
  if (picture)
    change(picture, state === 'accepted' ? 'Accepted all' : 'Rejected all', withAllDecided(picture.faces, state))
}

export function toggleIgnored() {
  const chosen = chosenFace()
  if (!chosen) return
  const { picture, face } = chosen
  change(picture, face.ignored ? 'No longer ignored' : 'Ignored', withIgnoreToggled(picture.faces, face.id))
}

export function deleteFace() {
  const chosen = chosenFace()
  if (!chosen) return
  const { picture, face } = chosen
  const next = faceAfter(picture.faces, face.id, 1)
  change(picture, 'Deleted', without(picture.faces, face.id))
  useLabels.getState().select(next?.id ?? null, 'stage')
}

/** A box that was drawn; it is chosen then. */
export function drawBox(box: Box) {
  const picture = currentLabels()
  if (!picture) return
  const id = nextFaceId(picture.faces)
  change(picture, 'Drew a box', withDrawn(picture.faces, box))
  useLabels.getState().select(id, 'stage')
}

/** A box in the middle of the view, for the arrow keys to bring to its place. */
export function drawInMiddle() {
  const picture = currentLabels()
  if (!picture) return
  const { stage, view } = labelView
  const { x, y } = toPicture(view, { x: stage.width / 2, y: stage.height / 2 })
  const half = Math.max(LEAST_NEW, NEW_BOX / view.scale) / 2
  drawBox(spanned(x - half, y - half, x + half, y + half, picture))
}

/** The chosen face's box, after a drag or typed in. */
export function setBox(box: Box, words: Text = 'Changed a box') {
  const chosen = chosenFace()
  if (chosen) change(chosen.picture, words, withBox(chosen.picture.faces, chosen.face.id, box))
}

/** Arrow keys: dx, dy in px; `size` moves the right and lower edge instead of the whole. False without a chosen face. */
export function nudge(dx: number, dy: number, size: boolean): boolean {
  const chosen = chosenFace()
  if (!chosen) return false
  const { picture, face } = chosen
  const box = (size ? resized : moved)(face.box, dx, dy, picture)
  const words = size ? 'Resized' : 'Moved'
  change(picture, words, withBox(picture.faces, face.id, box), `${words} ${face.id}`)
  return true
}

export function stepFace(step: 1 | -1) {
  const picture = currentLabels()
  const { selected, select } = useLabels.getState()
  const next = picture && faceAfter(picture.faces, selected?.id ?? null, step)
  if (next) select(next.id, 'list')
}

export function stepPicture(step: 1 | -1) {
  const { pictures, currentId, show } = useLabels.getState()
  const at = pictures.findIndex(({ id }) => id === currentId)
  const next = pictures[Math.min(pictures.length - 1, Math.max(0, at + step))]
  if (next) show(next.id)
}

/** Says that every face of the picture has its box, or takes that back. */
export function toggleDone() {
  const picture = currentLabels()
  if (!picture) return
  const words = english(picture.done ? 'Not done' : 'Picture done')
  useLabels.getState().edit({ words, marks: new Map([[picture.id, { done: !picture.done }]]) })
  useLabelUi.getState().say(words)
}

export function undoLast() {
  const { past, undo } = useLabels.getState()
  const [last] = past.slice(-1)
  useLabelUi.getState().say(last ? english('Undone: {what}', { what: last.words }) : english('Nothing to undo'))
  undo()
}

export function redoLast() {
  const { future, redo } = useLabels.getState()
  const [last] = future.slice(-1)
  useLabelUi.getState().say(last ? english('Done again: {what}', { what: last.words }) : english('Nothing to redo'))
  redo()
}

export function deselect() {
  useLabels.getState().select(null, 'stage')
}

/** The chosen face in the middle, enlarged. */
export function zoomToFace() {
  const chosen = chosenFace()
  if (chosen) labelView.reveal(chosen.face.box)
}
