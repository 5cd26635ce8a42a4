/** What the page is doing: looking at pictures, through the camera or at a video; and the last notice for the user. */
import { create } from 'zustand'

export type Mode = 'pictures' | 'camera' | 'video'

interface ModeStore {
  readonly mode: Mode
  /** A sentence about something that could not be opened; null where all is well. */
  readonly notice: string | null
  setMode(mode: Mode): void
  say(notice: string | null): void
}

export const useMode = create<ModeStore>((set) => ({
  mode: 'pictures',
  notice: null,
  setMode: (mode) => set({ mode, notice: null }),
  say: (notice) => set({ notice }),
}))
