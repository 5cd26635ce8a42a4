/** Names for saved files that every file system takes. */

/** Path below a folder: no drive, no way up, no character that Windows refuses, forward slashes. Never empty. */
export function safePath(name: string): string {
  const parts = name
    .split(/[\\/]+/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .map((part) => part.replace(/[\u0000-\u001f:*?"<>|]/g, '-').replace(/[. ]+$/, ''))
    .filter((part) => part !== '')
  return parts.join('/') || 'picture'
}

/** The safe path without the ending of its last part. */
export function stemOf(name: string): string {
  return safePath(name).replace(/\.[a-z0-9]{1,5}$/i, '') || 'picture'
}

/** One stem a name, no two alike even where case does not count: a second `a.jpg` becomes `a-2`. */
export function uniqueStems(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = stemOf(name)
    let unique = stem
    for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${stem}-${number}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

/** The last part of a stem: what a single download is called. */
export function baseOf(stem: string): string {
  return stem.slice(stem.lastIndexOf('/') + 1)
}
