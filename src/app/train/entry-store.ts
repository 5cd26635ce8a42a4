/** Whether the training's dialog is open, and what the page says of a training while it is not. */
import { create } from 'zustand'
import type { LabelledFile } from '../../engine/protocol.ts'

interface TrainEntry {
  readonly open: boolean
  /** True once the dialog was asked for: from then on it stays mounted. */
  readonly wanted: boolean
  /** How far the training is, or that one was interrupted; null where there is none. */
  readonly status: string | null
  /** Pictures that were labelled on the page. */
  readonly labelled: readonly LabelledFile[]
  /** Pictures there that are not marked as done, so that nothing can be learnt from them; null where nobody came from there. */
  readonly undone: number | null
}

export const useTrainEntry = create<TrainEntry>(() => ({
  open: false,
  wanted: false,
  status: null,
  labelled: [],
  undone: null,
}))

export function openTraining() {
  useTrainEntry.setState({ open: true, wanted: true })
}

/** Opens the dialog with pictures that were labelled on the page, and says how many more there are that are not done. */
export function openTrainingWith(labelled: readonly LabelledFile[], undone: number) {
  useTrainEntry.setState({ open: true, wanted: true, labelled, undone })
}
