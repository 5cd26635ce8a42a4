/** The pictures of a folder. */
import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** Formats that browsers decode; other files (labels, read-me) are passed over. */
const extensions = new Set(['.jpg', '.jpeg', '.jfif', '.png', '.webp', '.avif', '.gif', '.bmp'])

/** Paths relative to the folder, with forward slashes, in a fixed order; subfolders included. @throws where the folder cannot be read */
export async function findPictures(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && extensions.has(extname(entry.name).toLowerCase()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
