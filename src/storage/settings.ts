/** Small settings as one JSON text under one key. A store that is full or forbidden costs the memory of them, never the page. */

/** The part of the browser's `Storage` that is needed; a worker has none, so it is handed in. */
export interface TextStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** What was saved under `key`, as unchecked JSON; null where nothing (readable) is. The caller checks every field. */
export function loadSettings(store: TextStore | null, key: string): unknown {
  try {
    const text = store?.getItem(key)
    return text ? (JSON.parse(text) as unknown) : null
  } catch {
    return null
  }
}

/** Saves `value` as JSON; false where the store refuses (private window, full, forbidden). */
export function saveSettings(store: TextStore | null, key: string, value: unknown): boolean {
  if (!store) return false
  try {
    store.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
