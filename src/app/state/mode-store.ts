/** What the page is doing: looking at pictures, through the camera or at a video, or labelling; and the last notice for the user. */
import { create } from 'zustand'

const LABELLING = 'specklens-labelling'

/** A reload goes on labelling; another tab or another day begins with pictures. */
function wasLabelling(): boolean {
  try {
    return sessionStorage.getItem(LABELLING) === 'yes'
  } catch {
    return false
  }
}

function noteLabelling(labelling: boolean) {
  try {
    sessionStorage.setItem(LABELLING, labelling ? 'yes' : 'no')
  } catch {
    // Then a reload begins with pictures; the labels are kept.
  }
}

export type Mode = 'pictures' | 'camera' | 'video' | 'label'

interface ModeStore {
  readonly mode: Mode
  /** A sentence about something that could not be opened; null where all is well. */
  readonly notice: string | null
  setMode(mode: Mode): void
  say(notice: string | null): void
}

export const useMode = create<ModeStore>((set) => ({
  mode: wasLabelling() ? 'label' : 'pictures',
  notice: null,
  setMode: (mode) => {
    noteLabelling(mode === 'label')
    set({ mode, notice: null })
  },
  say: (notice) => set({ notice }),
}))
