/** Whether faces are being hidden, and how. */
import { create } from 'zustand'
import type { HideOptions } from './hide-faces.ts'

interface HideStore extends HideOptions {
  readonly open: boolean
  /** Whether the stage does not show the newest wish yet. */
  readonly making: boolean
  setOpen(open: boolean): void
  change(part: Partial<HideOptions>): void
}

export const useHide = create<HideStore>((set) => ({
  open: false,
  making: false,
  style: 'blur',
  margin: 0.25,
  setOpen: (open) => set({ open }),
  change: (part) => set(part),
}))
