/** A folder, files or a zip with pictures and their labels, for a person who has labelled elsewhere. */
import type { LabelledFile } from '../../engine/protocol.ts'
import { picturesOfFiles, picturesOfFolder } from '../intake/dropped-files.ts'
import type { FoundPicture } from '../intake/found.ts'
import { headOf, kindOf } from '../intake/kind.ts'
import { isLabelFile, type LabelText, matchLabels, type SizedName } from './label-files.ts'
import { unzipped, ZipError } from './unzip.ts'

/** Labels of a hundred thousand faces take a tenth of it. */
const LARGEST_LABELS = 64e6

export interface LabelledInput {
  readonly pictures: readonly LabelledFile[]
  readonly notes: readonly string[]
}

/** Never rejects: what could not be taken is a sentence in `notes`. */
export async function openLabelled(files: readonly File[], folder: boolean): Promise<LabelledInput> {
  const notes: string[] = []
  const labels = files.filter(({ name }) => isLabelFile(name))
  const others = files.filter(({ name }) => !isLabelFile(name))
  const found = folder ? await picturesOfFolder(others) : await picturesOfFiles(others)
  notes.push(...found.notes)
  const texts: LabelText[] = []
  for (const file of labels)
    if (file.size <= LARGEST_LABELS) texts.push({ path: file.webkitRelativePath || file.name, text: await file.text() })
    else notes.push(`${file.name} is too large to be a label file.`)
  for (const file of others) if (await isZip(file)) texts.push(...(await textsOfZip(file, notes)))
  const sized = await Promise.all(found.pictures.map(sizeOf))
  const readable = sized.flatMap((picture) => picture ?? [])
  if (readable.length < sized.length)
    notes.push(`${count(sized.length - readable.length, 'picture')} could not be opened.`)
  const { faces, notes: unread } = matchLabels(texts, readable)
  notes.push(...unread.slice(0, 3))
  if (unread.length > 3) notes.push(`${unread.length - 3} more files were no label files.`)
  const pictures = readable.flatMap(({ name, blob }) => {
    const own = faces.get(name)
    return own ? [{ name, file: blob, faces: own }] : []
  })
  if (pictures.length === 0) notes.unshift(nothing(readable.length, texts.length))
  else if (pictures.length < readable.length)
    notes.push(`${count(readable.length - pictures.length, 'picture')} without labels were left out.`)
  return { pictures, notes }
}

function nothing(pictures: number, texts: number): string {
  if (pictures === 0)
    return 'There was no picture in it: choose the folder or zip that holds pictures and their label file.'
  if (texts === 0)
    return 'There was no label file in it: choose pictures and their label file (.txt, .json or .xml) together.'
  return 'No label belongs to any of these pictures: the names in the label file must be those of the pictures.'
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`

async function isZip(file: File): Promise<boolean> {
  return (await headOf(file).then(kindOf, () => null)) === 'zip'
}

async function textsOfZip(file: File, notes: string[]): Promise<LabelText[]> {
  try {
    const decoder = new TextDecoder()
    return [...(await unzipped(file, isLabelFile, LARGEST_LABELS))].map(([path, bytes]) => ({
      path,
      text: decoder.decode(bytes),
    }))
  } catch (reason) {
    notes.push(reason instanceof ZipError ? reason.message : `${file.name} could not be read.`)
    return []
  }
}

/** Null where the browser cannot open it. */
async function sizeOf({ name, blob }: FoundPicture): Promise<(SizedName & FoundPicture) | null> {
  try {
    const bitmap = await createImageBitmap(blob)
    const { width, height } = bitmap
    bitmap.close()
    return { name, blob, width, height }
  } catch {
    return null
  }
}
