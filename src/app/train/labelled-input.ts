/** Pictures and their labels from files, a folder, a zip or a drop, for a person who has labelled elsewhere. */
import type { LabelledFile } from '../../engine/protocol.ts'
import { labelsOf } from '../../formats/known.ts'
import { english } from '../i18n/t.ts'
import type { Found, FoundPicture } from '../intake/found.ts'
import { measure } from '../label/add-pictures.ts'
import { matchLabels } from '../label/match-labels.ts'
import { aboutMisfits } from '../label/match-words.ts'
import { readLabelFiles } from '../label/read-label-files.ts'
import type { Size } from '../stage/view.ts'

export interface LabelledInput {
  readonly pictures: readonly LabelledFile[]
  /** Sentences about what was not taken, in English. */
  readonly notes: readonly string[]
}

/** `found` with its labels; `sizeOf` gives a picture's px, null where the browser cannot open it. Never rejects. */
export async function labelledOf(
  { pictures: all, labels = [], notes: before }: Found,
  sizeOf: (blob: Blob) => Promise<Size | null> = measure,
): Promise<LabelledInput> {
  const notes: string[] = []
  const sized = await Promise.all(all.map(async (picture) => ({ ...picture, size: await sizeOf(picture.blob) })))
  const readable = sized.flatMap(({ name, blob, size }, id) => (size ? [{ id, name, blob, ...size }] : []))
  const closed = all.length - readable.length
  if (closed > 0)
    notes.push(english('{n} picture could not be opened. | {n} pictures could not be opened.', { n: closed }))
  const { read, problems } = await readLabelFiles(labels).catch(() => ({ read: [], problems: [lost(labels)] }))
  const matching = matchLabels(readable, read)
  const byId = new Map(matching.matched.map((one) => [one.id, one]))
  // A detector's proposals that nobody judged are no truth to learn from.
  const undecided = matching.matched.filter(({ done }) => !done).length
  const pictures = readable.flatMap(({ id, name, blob }) => {
    const own = byId.get(id)
    if (!own?.done) return []
    return [{ name, file: blob, faces: labelsOf(own.faces, true).map(({ box, ignored }) => ({ box, ignored })) }]
  })
  if (undecided > 0)
    notes.push(
      english(
        '{n} picture was left out: its labels say that it is not done, or are a detector’s. | {n} pictures were left out: their labels say that they are not done, or are a detector’s.',
        { n: undecided },
      ),
    )
  const bare = readable.length - matching.matched.length
  if (pictures.length > 0 && bare > 0)
    notes.push(
      english('{n} picture without labels was left out. | {n} pictures without labels were left out.', { n: bare }),
    )
  const nothing = pictures.length === 0 && undecided === 0 ? [aboutNothing(readable.length, read.length)] : []
  return { pictures, notes: [...nothing, ...before, ...notes, ...problems, ...aboutMisfits(matching)] }
}

const lost = (labels: readonly FoundPicture[]) =>
  english('The label files could not be read: {names}.', { names: labels.map(({ name }) => name).join(', ') })

function aboutNothing(pictures: number, labels: number): string {
  if (pictures === 0)
    return english('There was no picture in it: choose the folder or zip that holds pictures and their label file.')
  if (labels === 0)
    return english(
      'There was no label file in it: choose pictures and their label file (.txt, .json, .xml or .csv) together.',
    )
  return english(
    'No label belongs to any of these pictures: the names in the label file must be those of the pictures.',
  )
}
