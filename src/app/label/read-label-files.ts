/** Reads label files of every format that is known here; what could not be read becomes a sentence. */
import { FormatError } from '../../formats/labels.ts'
import { type ReadPicture, readClassList, readLabelFile } from '../../formats/recognise.ts'
import { isClassList } from '../../formats/recognise-name.ts'
import { english } from '../i18n/t.ts'
import type { FoundPicture } from '../intake/found.ts'

/** A label file larger than this is none that a person made. */
const LARGEST_FILE = 256e6
/** Sentences about single files; the others are counted. */
const MOST_PROBLEMS = 3

/** Texts that stand beside labels and often hold none: not worth a sentence. */
const ASIDE = /(^|\/)(readme|licen[cs]e|train|val|test)\.txt$/i

export interface ReadLabels {
  readonly read: readonly ReadPicture[]
  readonly problems: readonly string[]
}

/** Never rejects, but for a file that the disk no longer gives. */
export async function readLabelFiles(files: readonly FoundPicture[]): Promise<ReadLabels> {
  const read: ReadPicture[] = []
  const problems: string[] = []
  const texts: { readonly name: string; readonly text: string }[] = []
  for (const { name, blob } of files) {
    if (blob.size > LARGEST_FILE) problems.push(english('{name} is too large for a label file.', { name }))
    else texts.push({ name, text: await blob.text() })
  }
  const list = texts.find(({ name }) => isClassList(name))
  const classes = list && readClassList(list.text)
  for (const file of texts) {
    if (isClassList(file.name)) continue
    try {
      read.push(...readLabelFile(file, classes))
    } catch (reason) {
      if (reason instanceof FormatError && ASIDE.test(file.name)) continue
      const why = reason instanceof Error ? reason.message : String(reason)
      problems.push(english('{name} was not understood as labels: {reason}', { name: file.name, reason: why }))
    }
  }
  const shown = problems.slice(0, MOST_PROBLEMS)
  const more = problems.length - shown.length
  if (more > 0)
    shown.push(english('One more label file could not be read. | {n} more label files could not be read.', { n: more }))
  return { read, problems: shown }
}
