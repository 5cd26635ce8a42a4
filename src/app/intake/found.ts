/** What was found in files, folders and zips, and the sentence about what was not taken. */

export interface FoundPicture {
  /** Path within the folder or zip, with `/`. */
  readonly name: string
  readonly blob: Blob
}

export interface Found {
  readonly pictures: FoundPicture[]
  /** Files named one by one that are videos: one of them can be watched. */
  readonly videos: FoundPicture[]
  /** Files that are no pictures. */
  skipped: number
  /** Sentences about what could not be opened. */
  readonly notes: string[]
  /** Label files among them, where they are wanted. */
  readonly labels?: FoundPicture[]
}

/** More than so many at once are left out, and the user is told. */
export const MOST_PICTURES = 2000

export const nothingFound = (): Found => ({ pictures: [], videos: [], skipped: 0, notes: [] })

/** True once as many as may be opened at once were found. Call before each further picture: it says so the first time. */
export function isFull(found: Found): boolean {
  if (found.pictures.length < MOST_PICTURES) return false
  const words = `Only the first ${MOST_PICTURES.toLocaleString('en')} pictures were opened. Open the rest afterwards.`
  if (!found.notes.includes(words)) found.notes.push(words)
  return true
}

/** In words, what the user would not see otherwise; null where all that came in was taken. */
export function aboutFound({ pictures, videos, skipped, notes }: Found): string | null {
  const sentences = [...notes]
  if (skipped > 0)
    sentences.push(
      skipped === 1
        ? 'One file that is no picture was skipped.'
        : `${skipped} files that are no pictures were skipped.`,
    )
  if (videos.length > 1) sentences.push('One video at a time: the first one was opened.')
  if (pictures.length + videos.length === 0 && notes.length === 0) sentences.unshift('There was no picture in it.')
  return sentences.length > 0 ? sentences.join(' ') : null
}

/** A path as it may be shown and exported: no way up, no drive, no control characters. */
export function plainPath(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .map((part) => part.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ''))
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
  return parts.join('/') || 'picture'
}
