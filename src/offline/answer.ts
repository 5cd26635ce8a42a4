/** What the service worker says to a request for one of the page's own files: whole and unchanged, whatever the cache's state. */
import { type OfflineFiles, sha256 } from './offline-files.ts'

/** What of a browser's Cache is needed. */
export interface FileCache {
  match(address: string): Promise<Response | undefined>
  put(address: string, response: Response): Promise<void>
  delete(address: string): Promise<boolean>
}

export interface Answer {
  readonly response: Response
  readonly fromDevice: boolean
}

/**
 * `path` in `files`, from the cache where it lies there unchanged, else by `load`, and then kept. A device without room, or a cache that refuses,
 * costs the keeping alone. Rejects with what `load` rejects with.
 */
export async function answerFile(
  path: string,
  address: string,
  files: OfflineFiles,
  openCache: () => Promise<FileCache>,
  load: () => Promise<Response>,
): Promise<Answer> {
  const cache = await openCache().catch(() => null)
  const before = await unchanged(path, address, files, cache).catch(() => null)
  if (before) return { response: before, fromDevice: true }
  const response = await load()
  if (!response.ok) return { response, fromDevice: false }
  const bytes = await response.clone().arrayBuffer()
  // Another build's file is handed on, but not kept under this build's name.
  if ((await sha256(bytes)) === files[path]?.[0]) await cache?.put(address, response.clone()).catch(() => {})
  return { response, fromDevice: false }
}

/** From the cache; what is damaged is thrown away. Scripts were checked when they came, weights are checked each time. */
async function unchanged(
  path: string,
  address: string,
  files: OfflineFiles,
  cache: FileCache | null,
): Promise<Response | null> {
  const response = await cache?.match(address)
  if (!cache || !response) return null
  if (!path.endsWith('.bin')) return response
  const bytes = await response.clone().arrayBuffer()
  if ((await sha256(bytes)) === files[path]?.[0]) return response
  await cache.delete(address)
  return null
}
