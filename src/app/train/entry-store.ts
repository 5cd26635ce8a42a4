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
}

export const useTrainEntry = create<TrainEntry>(() => ({ open: false, wanted: false, status: null, labelled: [] }))

/** Opens the dialog, with pictures that were labelled elsewhere on the page where there are some. */
export function openTraining(labelled: readonly LabelledFile[] = useTrainEntry.getState().labelled) {
  useTrainEntry.setState({ open: true, wanted: true, labelled })
}
