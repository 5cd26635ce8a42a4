/** The keys of labelling: one table for what they do and for the dialog that lists them. */
import type { Text } from '../i18n/text.ts'
import { moveByKey } from '../stage/view-keys.ts'
import * as acts from './acts.ts'
import { labelView, useLabelUi } from './ui-store.ts'

interface Command {
  /** As the event names the key, letters in lower case. */
  readonly key: string
  readonly shift?: boolean
  readonly run: () => void
}

const COMMANDS: readonly Command[] = [
  { key: 'f', run: () => acts.stepFace(1) },
  { key: 'f', shift: true, run: () => acts.stepFace(-1) },
  { key: 'p', run: () => acts.stepPicture(1) },
  { key: 'p', shift: true, run: () => acts.stepPicture(-1) },
  { key: 'PageDown', run: () => acts.stepPicture(1) },
  { key: 'PageUp', run: () => acts.stepPicture(-1) },
  { key: 'a', run: () => acts.decide('accepted') },
  { key: 'Enter', run: () => acts.decide('accepted') },
  { key: 'r', run: () => acts.decide('rejected') },
  { key: 'i', run: acts.toggleIgnored },
  { key: 'Delete', run: acts.deleteFace },
  { key: 'Backspace', run: acts.deleteFace },
  { key: 'n', run: acts.drawInMiddle },
  { key: 'z', run: acts.zoomToFace },
  { key: 'd', run: acts.toggleDone },
  { key: 't', run: () => useLabelUi.getState().setTool(useLabelUi.getState().tool === 'draw' ? 'pan' : 'draw') },
  { key: 'u', run: acts.undoLast },
  { key: 'u', shift: true, run: acts.redoLast },
  { key: '?', shift: true, run: () => useLabelUi.getState().open('shortcuts') },
  { key: '?', run: () => useLabelUi.getState().open('shortcuts') },
  { key: 'Escape', run: acts.deselect },
]

/** For the dialog: what a person reads, in the order of the work. */
export const SHORTCUTS: readonly {
  readonly title: Text
  readonly keys: readonly (readonly [keys: string, does: Text])[]
}[] = [
  {
    title: 'Go',
    keys: [
      ['F, Shift F', 'Next, previous face'],
      ['P, Shift P', 'Next, previous picture (also Page Down, Page Up)'],
      ['Z', 'Zoom to the chosen face'],
      ['+, −, 0', 'Zoom in, out, whole picture'],
      ['Esc', 'Choose nothing: then the arrow keys move the view'],
    ],
  },
  {
    title: 'Judge',
    keys: [
      ['A or Enter', 'Accept, and go to the next proposal'],
      ['R', 'Reject, and go to the next proposal'],
      ['I', 'Ignore: neither face nor background'],
      ['Del', 'Delete the box'],
      ['D', 'The picture is done: every face has its box'],
    ],
  },
  {
    title: 'Draw and correct',
    keys: [
      ['N', 'A new box in the middle of the view'],
      ['Arrow keys', 'Move the box by 1 px; with Shift by 10'],
      ['Alt + arrow keys', 'Move its right and lower edge; with Shift by 10'],
      ['T', 'Change between drawing and moving the view (or hold Space)'],
      ['U or Ctrl Z', 'Undo'],
      ['Shift U or Ctrl Shift Z', 'Redo'],
    ],
  },
]

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Ctrl Z and its like, which hold wherever the focus is but in a text field. True where the key was one. */
export function undoKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  if (altKey || !(ctrlKey || metaKey)) return false
  const letter = key.toLowerCase()
  if (letter === 'z') (shiftKey ? acts.redoLast : acts.undoLast)()
  else if (letter === 'y') acts.redoLast()
  else return false
  return true
}

/** Keys of stage and list. True where the key meant something. */
export function labelKey(press: KeyPress): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = press
  if (ctrlKey || metaKey || altKey) return false
  const name = key.length === 1 ? key.toLowerCase() : key
  const command = COMMANDS.find((one) => one.key === name && (one.shift ?? false) === shiftKey)
  command?.run()
  return command !== undefined
}

/** Keys of the stage alone: arrows correct the chosen box, or else move the view. True where the key meant something. */
export function stageKey(press: KeyPress): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = press
  if (ctrlKey || metaKey) return false
  const arrow = ARROWS[key]
  const step = shiftKey ? 10 : 1
  if (arrow && acts.nudge(arrow[0] * step, arrow[1] * step, altKey)) return true
  if (altKey) return false
  return labelKey(press) || moveByKey(labelView, key)
}
