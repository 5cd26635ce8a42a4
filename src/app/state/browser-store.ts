/** The browser's store for small texts; null where the page may not use it. */
import type { TextStore } from '../../storage/settings.ts'

export function browserStore(): TextStore | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
