/** What the page shows about keeping pictures over a reload. */
import { create } from 'zustand'
import type { KeptVisit } from '../../storage/kept-pictures.ts'
import { loadSettings, saveSettings } from '../../storage/settings.ts'
import { browserStore } from '../state/browser-store.ts'
import { awaitsPictures } from './visit.ts'

const KEY = 'specklens-keep'

interface KeepStore {
  /** True while pictures of before the reload are being fetched. */
  readonly resuming: boolean
  /** The user's choice. */
  readonly on: boolean
  /** Pictures of this visit that a reload would bring back. */
  readonly kept: number
  /** Why the last pictures were not kept, with the remedy; null where all are. */
  readonly trouble: string | null
  /** Of tabs that are closed. */
  readonly earlier: readonly KeptVisit[]
  choose(on: boolean): void
}

export const useKeep = create<KeepStore>((set) => ({
  resuming: awaitsPictures(),
  on: loadSettings(browserStore(), KEY) !== false,
  kept: 0,
  trouble: null,
  earlier: [],
  choose(on) {
    saveSettings(browserStore(), KEY, on)
    set({ on })
  },
}))
