/** What the labelling page shows beside the labels: the tool in hand, the dialog that is open, and the last thing said. */
import { create } from 'zustand'
import { ViewController } from '../stage/controller.ts'

export type Tool = 'draw' | 'pan'

interface LabelUi {
  readonly tool: Tool
  readonly dialog: 'export' | 'shortcuts' | 'remove' | null
  /** For a screen reader: what was just done. */
  readonly said: string
  setTool(tool: Tool): void
  open(dialog: LabelUi['dialog']): void
  say(said: string): void
}

/** A finger draws by accident; a mouse does not. */
const firstTool = (): Tool => (matchMedia('(pointer: coarse)').matches ? 'pan' : 'draw')

export const useLabelUi = create<LabelUi>((set) => ({
  tool: firstTool(),
  dialog: null,
  said: '',
  setTool: (tool) => set({ tool }),
  open: (dialog) => set({ dialog }),
  say: (said) => set({ said }),
}))

/** The one view of the labelling stage: keys move it too. */
export const labelView = new ViewController()

export const LIST_ID = 'label-list'
export const BEGIN_ID = 'label-begin'
export const STAGE_ID = 'label-stage'
export const DONE_ID = 'label-done'

/** A button that goes away with what it did hands the focus on, so that a keyboard never loses its place. */
export function focusList() {
  document.getElementById(LIST_ID)?.focus()
}

/** Likewise for what the browser would leave on the page itself. */
export function rescueFocus(id: string) {
  if (document.activeElement === null || document.activeElement === document.body) document.getElementById(id)?.focus()
}
