/** The pictures in what was dropped or chosen: folders walked through, zips unpacked. */
import { isLabelName } from '../../formats/recognise-name.ts'
import { type Found, isFull, nothingFound, plainPath } from './found.ts'
import { headOf, isHidden, isPicture, kindOf } from './kind.ts'

/**
 * Files that were named one by one are taken whatever they are, so that a wrong one gets its own sentence; zips among them are
 * unpacked. Never rejects.
 */
export async function picturesOfFiles(files: readonly File[], found: Found = nothingFound()): Promise<Found> {
  for (const file of files) {
    if (isFull(found)) break
    const kind = await kindOfFile(file)
    if (kind === 'zip') await unpack(file, found)
    // A video of a kind that is not known by its bytes gets its own sentence from the player.
    else if (kind === 'video' || (kind === null && file.type.startsWith('video/')))
      found.videos.push({ name: plainPath(file.name), blob: file })
    else if (found.labels && isLabelName(file.name)) found.labels.push({ name: plainPath(file.name), blob: file })
    else found.pictures.push({ name: plainPath(file.name || 'Pasted picture'), blob: file })
  }
  return found
}

/** A folder as the picker gives it: every file with its path. What is no picture is counted; zips inside are left alone. */
export async function picturesOfFolder(files: readonly File[], found: Found = nothingFound()): Promise<Found> {
  const named = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }))
  named.sort((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }))
  for (const { file, path } of named) {
    // The folder's own name was chosen by the person; what is in it may be hidden.
    if (isHidden(path.slice(path.indexOf('/') + 1))) continue
    if (isFull(found)) break
    await addIfPicture(file, path, found)
  }
  return found
}

/** Everything in a drop, in its order. */
export async function picturesOfDrop(data: DataTransfer, found: Found = nothingFound()): Promise<Found> {
  // Entries and files must be read before the first await: the drop's data is gone afterwards.
  const items = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  for (const { entry, file } of items) {
    if (isFull(found)) break
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, found)
    else if (file) await picturesOfFiles([file], found)
  }
  return found
}

async function walk(folder: FileSystemDirectoryEntry, found: Found): Promise<void> {
  const children: FileSystemEntry[] = []
  const reader = folder.createReader()
  try {
    // A reader hands out about a hundred entries a time until it hands out none.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
      if (some.length === 0) break
      children.push(...some)
    }
  } catch {
    found.notes.push(`The folder ${folder.name} could not be read.`)
  }
  children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  for (const child of children) {
    if (isHidden(child.name)) continue
    if (isFull(found)) return
    if (child.isDirectory) await walk(child as FileSystemDirectoryEntry, found)
    else {
      const file = await new Promise<File | null>((done) => (child as FileSystemFileEntry).file(done, () => done(null)))
      if (file) await addIfPicture(file, child.fullPath, found)
      else found.skipped += 1
    }
  }
}

async function addIfPicture(file: File, path: string, found: Found): Promise<void> {
  const head = await headOf(file).catch(() => new Uint8Array())
  if (isPicture(file.name, head)) found.pictures.push({ name: plainPath(path), blob: file })
  else if (found.labels && isLabelName(path)) found.labels.push({ name: plainPath(path), blob: file })
  else found.skipped += 1
}

async function kindOfFile(file: File) {
  return headOf(file).then(kindOf, () => null)
}

async function unpack(file: File, found: Found): Promise<void> {
  try {
    const { picturesOfZip } = await import('./zip.ts')
    await picturesOfZip(file, found)
  } catch {
    found.notes.push(
      `${file.name} could not be unpacked: the part of the page that opens zips was not reached. Try again.`,
    )
  }
}
