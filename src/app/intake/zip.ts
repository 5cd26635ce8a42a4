/** The pictures in a zip, read entry by entry from the file: the archive is never in memory as a whole. */
import { isLabelName } from '../../formats/recognise-name.ts'
import { english } from '../i18n/t.ts'
import { type Found, isFull, plainPath } from './found.ts'
import { isHidden, isPicture, kindOf } from './kind.ts'
import { headOf, MOST_ENTRIES, TooLarge, unpackEntry, zipReader } from './zip-entry.ts'

/** A picture that unpacks to more is left out. */
const LARGEST_PICTURE = 256e6
/** A whole archive may unpack to this. */
const LARGEST_ARCHIVE = 4e9

interface Limits {
  readonly picture: number
  readonly archive: number
}

/** Adds the pictures of `archive` to `found`. Never rejects: what cannot be read becomes a sentence in `found.notes`. */
export async function picturesOfZip(
  archive: File,
  found: Found,
  limits: Limits = { picture: LARGEST_PICTURE, archive: LARGEST_ARCHIVE },
): Promise<void> {
  const reader = zipReader(archive)
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
          const blob = new Blob([...((await unpackEntry(entry, limit)) ?? [])])
          left -= blob.size
          found.labels.push({ name: plainPath(entry.filename), blob })
          continue
        }
        const parts = await unpackEntry(entry, limit, (head) => isPicture(entry.filename, head))
        if (parts === null) {
          found.skipped += 1
          continue
        }
        const blob = new Blob([...parts], { type: `image/${kindOf(headOf(parts)) ?? 'unknown'}` })
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
