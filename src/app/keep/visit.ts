/** Which kept pictures are this tab's: a visit is a tab's life, reloads included. */

const KEY = 'specklens-visit'
const OPEN = 'specklens-open'
const LOCK = 'specklens-visit:'

function reloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry?.type === 'reload' || entry?.type === 'back_forward'
}

/** True where pictures are about to come back, so that the first page need not flash by before them. */
export function awaitsPictures(): boolean {
  try {
    return reloaded() && sessionStorage.getItem(OPEN) === 'yes'
  } catch {
    return false
  }
}

/** Notes for the next load of this tab whether it has pictures to bring back. */
export function noteOpen(open: boolean) {
  try {
    sessionStorage.setItem(OPEN, open ? 'yes' : 'no')
  } catch {
    // Then the first page shows for a moment.
  }
}

/** This tab's visit; a reload, and going back to the page, go on with it, any other way here begins a new one. */
export function thisVisit(): { readonly visit: string; readonly resumed: boolean } {
  try {
    const before = sessionStorage.getItem(KEY)
    if (reloaded() && before) return { visit: before, resumed: true }
    const visit = `${Date.now()}-${Math.random().toString(36).slice(2)}`
    sessionStorage.setItem(KEY, visit)
    return { visit, resumed: false }
  } catch {
    return { visit: String(Date.now()), resumed: false }
  }
}

/** Marks a visit as alive, for as long as this page is open. */
export function holdVisit(visit: string) {
  void navigator.locks?.request(LOCK + visit, () => new Promise(() => {}))
}

/** The visits that other tabs (and this one) have open. */
export async function liveVisits(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? name.slice(LOCK.length) : [])))
}
