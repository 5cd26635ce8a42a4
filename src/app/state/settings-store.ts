/** The settings in use: saved ones first, the address over them; what the user changes is saved. */
import { create } from 'zustand'
import { loadSettings, saveSettings, type TextStore } from '../../storage/settings.ts'
import { readSettings, type Settings, settingsOfAddress } from './settings.ts'

const KEY = 'specklens-settings'

function browserStore(): TextStore | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

interface SettingsStore {
  readonly settings: Settings
  change(part: Partial<Settings>): void
}

export const useSettings = create<SettingsStore>((set, get) => ({
  settings: settingsOfAddress(location.search, readSettings(loadSettings(browserStore(), KEY))),
  change(part) {
    const settings = readSettings({ ...get().settings, ...part })
    saveSettings(browserStore(), KEY, settings)
    set({ settings })
  },
}))
