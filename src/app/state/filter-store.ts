/** The range of heights on show. Not kept over a reload: a filter that nobody remembers would look like missed faces. */
import { create } from 'zustand'
import { ALL_HEIGHTS, type HeightRange } from './heights.ts'

interface FilterStore {
  readonly heights: HeightRange
  setHeights(heights: HeightRange): void
}

export const useFilter = create<FilterStore>((set) => ({
  heights: ALL_HEIGHTS,
  setHeights: (heights) => set({ heights }),
}))
