/** Whether the tour was seen or skipped on this device, and which step is shown. */
import { create } from 'zustand'
import { browserStore } from '../state/browser-store.ts'

export const TOUR_KEY = 'specklens-tour'

interface TourStore {
  /** From 0; null where there is no tour (any more). */
  readonly step: number | null
  goTo(step: number): void
  end(): void
}

export const useTour = create<TourStore>((set) => ({
  step: seen() ? null : 0,
  goTo: (step) => set({ step }),
  end: () => {
    try {
      browserStore()?.setItem(TOUR_KEY, 'seen')
    } catch {
      // A private window shows it again another time.
    }
    set({ step: null })
  },
}))

function seen(): boolean {
  try {
    // Where nothing can be remembered it would come again every time.
    return (browserStore()?.getItem(TOUR_KEY) ?? null) !== null || browserStore() === null
  } catch {
    return true
  }
}
