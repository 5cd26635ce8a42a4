/** One tab at a time works on the labels: two would overwrite each other's. */

const LOCK = 'specklens-labels'

/** True where this tab holds the project now, until it closes or another one steals it: then `onLost` is called. Never rejects. */
export async function holdLabels(steal: boolean, onLost: () => void): Promise<boolean> {
  // A browser without locks, or a page that may not use them, is taken to have one tab.
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return true
  return new Promise((done) => {
    locks
      .request(LOCK, steal ? { steal } : { ifAvailable: true }, (lock) => {
        done(lock !== null)
        return lock ? new Promise(() => {}) : undefined
      })
      .then(
        () => {},
        (reason) => {
          done(true)
          if ((reason as { name?: unknown } | null)?.name === 'AbortError') onLost()
        },
      )
  })
}
