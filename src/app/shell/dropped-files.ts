/** The pictures in what was dropped, folders walked through. */

/** More than this many pictures at once are left out, and the user is told. */
export const MOST_PICTURES = 100

const PICTURE = /\.(jpe?g|png|webp|avif|gif|bmp|hei[cf])$/i

/** A single file is taken whatever it is, so that a wrong one gets a sentence; in folders only pictures are looked for. */
export async function filesOfDrop(data: DataTransfer): Promise<readonly File[]> {
  // Entries must be read before the first await: the drop's data is gone afterwards.
  const items = [...data.items].filter((item) => item.kind === 'file')
  const entries = items.map((item) => item.webkitGetAsEntry())
  const plain = [...data.files]
  if (!entries.some((entry) => entry?.isDirectory)) return plain.slice(0, MOST_PICTURES + 1)
  const found: File[] = []
  for (const entry of entries) if (entry) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length > MOST_PICTURES) return
  if (entry.isFile) {
    if (!PICTURE.test(entry.name)) return
    found.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)))
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader hands out about a hundred entries a time until it hands out none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return
    some.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    for (const child of some) await walk(child, found)
  }
}
