/** The settings in use: saved ones first, the address over them; what the user changes is saved. */
import { create } from 'zustand'
import { loadSettings, saveSettings } from '../../storage/settings.ts'
import { browserStore } from './browser-store.ts'
import { readSettings, type Settings, settingsOfAddress, withoutSettings } from './settings.ts'

const KEY = 'specklens-settings'

interface SettingsStore {
  readonly settings: Settings
  change(part: Partial<Settings>): void
}

export const useSettings = create<SettingsStore>((set, get) => ({
  settings: settingsOfAddress(location.search, readSettings(loadSettings(browserStore(), KEY))),
  change(part) {
    // Another preset has other networks: an own model does not fit it.
    const own = part.preset !== undefined && part.model === undefined ? { model: null } : {}
    const settings = readSettings({ ...get().settings, ...part, ...own })
    if (saveSettings(browserStore(), KEY, settings)) cleanAddress()
    set({ settings })
  },
}))

/** From now on the user's choice counts, not the link that the page was opened with: also after a reload. */
function cleanAddress() {
  const query = withoutSettings(location.search)
  if (query !== location.search) history.replaceState(history.state, '', location.pathname + query + location.hash)
}
