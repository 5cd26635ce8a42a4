/** Whether the pictures that wait are worked on. A paused queue lets the picture under way come to its end. */
import { create } from 'zustand'

interface QueueStore {
  readonly paused: boolean
  setPaused(paused: boolean): void
}

export const useQueue = create<QueueStore>((set) => ({
  paused: false,
  setPaused: (paused) => set({ paused }),
}))
