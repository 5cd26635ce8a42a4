/** Chosen files of a zip as bytes; what comes out is counted, whatever the archive's own index says. */
import { english } from '../i18n/t.ts'
import { plainPath } from '../intake/found.ts'
import { isHidden } from '../intake/kind.ts'
import { MOST_ENTRIES, TooLarge, unpackEntry, zipReader } from '../intake/zip-entry.ts'

/** Why a zip was not read, in one sentence. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
}

/** Path → bytes of the files that `wanted` picks. @throws ZipError where it is damaged, locked, or unpacks to more than `limit` bytes */
export async function unzipped(
  archive: File,
  wanted: (path: string) => boolean,
  limit: number,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const reader = zipReader(archive)
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  let left = limit
  let entries = 0
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      entries += 1
      if (entries > MOST_ENTRIES)
        throw new ZipError(english('{name} has more files than this page reads.', { name: archive.name }))
      if (entry.directory || isHidden(entry.filename)) continue
      const path = plainPath(entry.filename)
      if (!wanted(path)) continue
      if (entry.encrypted)
        throw new ZipError(english('{name} is protected by a password: unpack it first.', { name: archive.name }))
      const bytes = new Uint8Array(await new Blob([...((await unpackEntry(entry, left)) ?? [])]).arrayBuffer())
      left -= bytes.length
      files.set(path, bytes)
    }
    return files
  } catch (reason) {
    if (reason instanceof ZipError) throw reason
    if (reason instanceof TooLarge)
      throw new ZipError(
        english('{name} unpacks to more than {n} MB, which is more than such a file has.', {
          name: archive.name,
          n: Math.round(limit / 1e6),
        }),
        { cause: reason },
      )
    throw new ZipError(english('{name} could not be read: it is no zip, or it is damaged.', { name: archive.name }), {
      cause: reason,
    })
  } finally {
    await reader.close().catch(() => {})
  }
}
