/** The part of the address behind `#`, by which a page within the page is found. */
import { useSyncExternalStore } from 'react'

const follow = (change: () => void) => {
  addEventListener('hashchange', change)
  return () => removeEventListener('hashchange', change)
}

/** Whoever opens something wants to see it, wherever they are. */
export function leaveInnerPage(): void {
  if (location.hash === '#bench') location.hash = ''
}

export function useHash(): string {
  return useSyncExternalStore(follow, () => location.hash)
}
