/** The pictures that are open, what was found in each, and which face is looked at. */
import { create } from 'zustand'
import type { EngineFailure, EngineInfo, Progress } from '../../engine/protocol.ts'
import type { Detection } from './engine-types.ts'
import type { Settings } from './settings.ts'

export interface OpenedPicture {
  readonly id: number
  readonly name: string
  readonly blob: Blob
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  readonly detection: Detection | null
  /** The settings that `detection` was made with. */
  readonly ranWith: Settings | null
  readonly failure: EngineFailure | null
  /** What a person should know about this picture; null for most. */
  readonly note: string | null
  /** ms from the start of the run to its result. */
  readonly took: number
}

export interface Job {
  readonly pictureId: number
  readonly progress: Progress | null
  /** performance.now() at the start. */
  readonly startedAt: number
}

/** Where a face was chosen: the other side follows. */
export type Origin = 'stage' | 'list'

interface PictureStore {
  readonly pictures: readonly OpenedPicture[]
  readonly currentId: number | null
  readonly job: Job | null
  readonly info: EngineInfo | null
  /** Indexes into the current picture's faces. */
  readonly selected: { readonly index: number; readonly origin: Origin } | null
  readonly hovered: number | null
  open(files: readonly { readonly name: string; readonly blob: Blob }[]): void
  show(id: number): void
  close(id: number): void
  /** Puts a picture back in the queue, for another run. */
  rerun(id: number): void
  update(id: number, part: Partial<OpenedPicture>): void
  /** Changes every picture that `wanted` picks. */
  updateAll(wanted: (picture: OpenedPicture) => boolean, part: Partial<OpenedPicture>): void
  /** Puts pictures of an earlier visit before those that are open; shows the first of them where none is shown. */
  restore(pictures: readonly OpenedPicture[]): void
  closeAll(): void
  setJob(job: Job | null): void
  setInfo(info: EngineInfo | null): void
  select(index: number | null, origin: Origin): void
  hover(index: number | null): void
}

const FRESH = { status: 'waiting', detection: null, ranWith: null, failure: null, note: null, took: 0 } as const

/** From the clock on: no picture of an earlier visit has the same number. */
let lastId = Date.now()

export const usePictures = create<PictureStore>((set) => ({
  pictures: [],
  currentId: null,
  job: null,
  info: null,
  selected: null,
  hovered: null,
  open: (files) =>
    set((state) => {
      const opened = files.map(({ name, blob }): OpenedPicture => {
        lastId += 1
        return { ...FRESH, id: lastId, name, blob }
      })
      const first = opened[0]
      if (!first) return {}
      return { pictures: [...state.pictures, ...opened], currentId: first.id, selected: null, hovered: null }
    }),
  show: (id) => set((state) => (state.currentId === id ? {} : { currentId: id, selected: null, hovered: null })),
  close: (id) =>
    set((state) => {
      const at = state.pictures.findIndex((picture) => picture.id === id)
      const pictures = state.pictures.filter((picture) => picture.id !== id)
      if (state.currentId !== id) return { pictures }
      const next = pictures[Math.min(at, pictures.length - 1)]
      return { pictures, currentId: next?.id ?? null, selected: null, hovered: null }
    }),
  rerun: (id) =>
    set((state) => ({
      pictures: state.pictures.map((picture) =>
        picture.id === id ? { ...picture, status: 'waiting', failure: null } : picture,
      ),
    })),
  update: (id, part) =>
    set((state) => ({
      pictures: state.pictures.map((picture) => (picture.id === id ? { ...picture, ...part } : picture)),
    })),
  updateAll: (wanted, part) =>
    set((state) => ({
      pictures: state.pictures.map((picture) => (wanted(picture) ? { ...picture, ...part } : picture)),
    })),
  restore: (restored) =>
    set((state) => ({
      pictures: [...restored, ...state.pictures],
      currentId: state.currentId ?? restored[0]?.id ?? null,
    })),
  closeAll: () => set({ pictures: [], currentId: null, selected: null, hovered: null }),
  setJob: (job) => set({ job }),
  setInfo: (info) => set({ info }),
  select: (index, origin) => set({ selected: index === null ? null : { index, origin } }),
  hover: (index) => set((state) => (state.hovered === index ? state : { hovered: index })),
}))

export function useCurrentPicture(): OpenedPicture | null {
  return usePictures((state) => state.pictures.find((picture) => picture.id === state.currentId) ?? null)
}
