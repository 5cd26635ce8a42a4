/** A zip's entries one by one, read from the file; what comes out of one is counted, whatever the archive's own index says. */
import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js'
import { HEAD_BYTES } from './kind.ts'

/** An archive with more is not read on. */
export const MOST_ENTRIES = 50_000
/** Real files hardly shrink that much in a zip; one that grows a thousandfold was made to fill the memory. */
const HIGHEST_RATIO = 1000

/** An entry unpacks to more than it may. */
export class TooLarge extends Error {}

export function zipReader(archive: Blob): ZipReader<Blob> {
  // Names are made plain by whoever uses them, so a bad one is no reason to refuse the archive.
  const options = { useWebWorkers: false, useCompressionStream: true, filenameValidation: 'tolerant' } as const
  return new ZipReader(new BlobReader(archive), options)
}

/**
 * The entry's bytes in parts, or null where they are not `wanted`, which their first HEAD_BYTES tell.
 * @throws TooLarge above `limit` bytes; other errors where the entry is damaged
 */
export async function unpackEntry(
  entry: FileEntry,
  limit: number,
  wanted: (head: Uint8Array) => boolean = () => true,
): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
  const { compressedSize, uncompressedSize } = entry
  if (uncompressedSize > limit || uncompressedSize > HIGHEST_RATIO * Math.max(1024, compressedSize))
    throw new TooLarge()
  const parts: Uint8Array<ArrayBuffer>[] = []
  const stop = new AbortController()
  let size = 0
  let verdict = 'open' as 'open' | 'wanted' | 'other' | 'too large'
  const sink = new WritableStream<Uint8Array>({
    write(part) {
      parts.push(part.slice())
      size += part.length
      if (size > limit) verdict = 'too large'
      else if (verdict === 'open' && size >= HEAD_BYTES) verdict = wanted(headOf(parts)) ? 'wanted' : 'other'
      if (verdict === 'other' || verdict === 'too large') {
        stop.abort()
        throw new Error(verdict)
      }
    },
  })
  try {
    await entry.getData(sink, { signal: stop.signal, useWebWorkers: false, checkSignature: true })
  } catch (reason) {
    if (verdict === 'other') return null
    throw verdict === 'too large' ? new TooLarge() : reason
  }
  return verdict === 'open' && !wanted(headOf(parts)) ? null : parts
}

/** Their first HEAD_BYTES, or fewer where there are no more. */
export function headOf(parts: readonly Uint8Array[]): Uint8Array {
  const head: number[] = []
  for (const part of parts) head.push(...part.subarray(0, HEAD_BYTES - head.length))
  return Uint8Array.from(head)
}
