/** The pictures in a zip, read entry by entry from the file: the archive is never in memory as a whole. */
import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js'
import { isLabelName } from '../../formats/recognise-name.ts'
import { english } from '../i18n/t.ts'
import { type Found, isFull, plainPath } from './found.ts'
import { HEAD_BYTES, isHidden, isPicture, kindOf } from './kind.ts'

/** A picture that unpacks to more is left out. */
const LARGEST_PICTURE = 256e6
/** A whole archive may unpack to this. */
const LARGEST_ARCHIVE = 4e9
/** Real pictures hardly shrink in a zip; one that grew a thousandfold was made to fill the memory. */
const HIGHEST_RATIO = 1000
const MOST_ENTRIES = 50_000

interface Limits {
  readonly picture: number
  readonly archive: number
}

class TooLarge extends Error {}

/** Adds the pictures of `archive` to `found`. Never rejects: what cannot be read becomes a sentence in `found.notes`. */
export async function picturesOfZip(
  archive: File,
  found: Found,
  limits: Limits = { picture: LARGEST_PICTURE, archive: LARGEST_ARCHIVE },
): Promise<void> {
  // Names are made plain here, so a bad one is no reason to refuse the archive.
  const options = { useWebWorkers: false, useCompressionStream: true, filenameValidation: 'tolerant' } as const
  const reader = new ZipReader(new BlobReader(archive), options)
  let left = limits.archive
  let entries = 0
  let refused = 0
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      entries += 1
      if (entries > MOST_ENTRIES) {
        found.notes.push(`${archive.name} has more than ${MOST_ENTRIES.toLocaleString('en')} files; the rest was left.`)
        break
      }
      if (entry.directory || isHidden(entry.filename)) continue
      if (isFull(found)) break
      if (entry.encrypted) {
        found.notes.push(`${archive.name} is protected by a password. Unpack it first, then open the folder.`)
        break
      }
      try {
        const limit = Math.min(limits.picture, left)
        if (found.labels && isLabelName(entry.filename)) {
          const blob = (await unpack(entry, limit, () => true)) ?? new Blob()
          left -= blob.size
          found.labels.push({ name: plainPath(entry.filename), blob })
          continue
        }
        const blob = await unpack(entry, limit)
        if (blob === null) {
          found.skipped += 1
          continue
        }
        left -= blob.size
        found.pictures.push({ name: plainPath(entry.filename), blob })
      } catch (reason) {
        refused += 1
        if (reason instanceof TooLarge && left < limits.picture) {
          found.notes.push(`${archive.name} unpacks to more than ${gigabytes(limits.archive)} GB; the rest was left.`)
          break
        }
      }
    }
  } catch {
    found.notes.push(`${archive.name} could not be read to its end: the zip is damaged or of a kind not known here.`)
  } finally {
    await reader.close().catch(() => {})
  }
  if (refused > 0)
    found.notes.push(
      english(
        '{n} file in {name} could not be unpacked: damaged, or larger than {mb} MB. | {n} files in {name} could not be unpacked: damaged, or larger than {mb} MB.',
        { n: refused, name: archive.name, mb: limits.picture / 1e6 },
      ),
    )
}

const gigabytes = (bytes: number) => Number((bytes / 1e9).toPrecision(2))

/** The entry's bytes; null where they are not `wanted`, which the first of them tell. Sizes in the archive's index may lie: what comes out is counted. */
async function unpack(entry: FileEntry, limit: number, wanted = isPicture): Promise<Blob | null> {
  const { compressedSize, uncompressedSize } = entry
  if (uncompressedSize > limit || uncompressedSize > HIGHEST_RATIO * Math.max(1024, compressedSize))
    throw new TooLarge()
  const parts: Uint8Array<ArrayBuffer>[] = []
  const stop = new AbortController()
  let size = 0
  let verdict = 'open' as 'open' | 'picture' | 'other' | 'too large'
  const sink = new WritableStream<Uint8Array>({
    write(part) {
      parts.push(part.slice())
      size += part.length
      if (size > limit) verdict = 'too large'
      else if (verdict === 'open' && size >= HEAD_BYTES)
        verdict = wanted(entry.filename, headOfParts(parts)) ? 'picture' : 'other'
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
  const head = headOfParts(parts)
  if (verdict === 'open' && !wanted(entry.filename, head)) return null
  return new Blob(parts, { type: `image/${kindOf(head) ?? 'unknown'}` })
}

function headOfParts(parts: readonly Uint8Array[]): Uint8Array {
  const head: number[] = []
  for (const part of parts) head.push(...part.subarray(0, HEAD_BYTES - head.length))
  return Uint8Array.from(head)
}
