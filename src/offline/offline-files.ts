/** The list of the page's files that the build leaves for the service worker, and what is done with each. */

/** Path relative to the page, without the query → hash and size of what the build wrote. */
export type OfflineFiles = Readonly<Record<string, readonly [sha256: string, bytes: number]>>

/** Larger files are kept when they are used for the first time, not on the first visit. */
const AT_ONCE = 4e6

/** What is fetched on the first visit, so that the page works without a network after it. */
export function keptAtOnce(files: OfflineFiles): readonly string[] {
  return Object.keys(files).filter((path) => (files[path]?.[1] ?? 0) <= AT_ONCE)
}

/** The page's own file behind an address, in `files`; null for everything else. `scope` is the page's folder and ends with a slash. */
export function fileOfAddress(address: string, scope: string, files: OfflineFiles): string | null {
  const url = new URL(address)
  const path = (url.origin + url.pathname).startsWith(scope) ? (url.origin + url.pathname).slice(scope.length) : null
  return path !== null && Object.hasOwn(files, path) ? path : null
}

/** SHA-256 in base64, as the build writes it. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
}
