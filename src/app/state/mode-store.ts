/** What the page is doing: looking at pictures or through the camera; and the last notice for the user. */
import { create } from 'zustand'

interface ModeStore {
  readonly mode: 'pictures' | 'camera'
  /** A sentence about something that could not be opened; null where all is well. */
  readonly notice: string | null
  setMode(mode: 'pictures' | 'camera'): void
  say(notice: string | null): void
}

export const useMode = create<ModeStore>((set) => ({
  mode: 'pictures',
  notice: null,
  setMode: (mode) => set({ mode, notice: null }),
  say: (notice) => set({ notice }),
}))
