/** The whole project as one zip, and back: `labels.json` with everything about the faces, and the files under `pictures/`. */
import type { KnownPicture } from '../../formats/known.ts'
import { writeLabelsJson } from '../../formats/label-json.ts'
import type { Found } from '../intake/found.ts'
import { safePath } from '../out/file-names.ts'
import type { ZipEntry } from '../out/zip.ts'
import type { LabelPicture } from '../state/label-edits.ts'

const LABELS = 'labels.json'
const FOLDER = 'pictures/'

/** As the formats know a picture. */
export function knownPicture({ name, width, height, done, faces }: LabelPicture): KnownPicture {
  return { name, size: { width, height }, done, faces }
}

/** Entries of the zip, the labels first; throws the signal's reason when it fires. */
export function* projectEntries(
  pictures: readonly LabelPicture[],
  signal?: AbortSignal,
  onPicture?: (done: number) => void,
): Generator<ZipEntry> {
  yield { name: LABELS, input: writeLabelsJson(pictures.map(knownPicture)) }
  for (const [at, { name, file }] of pictures.entries()) {
    signal?.throwIfAborted()
    onPicture?.(at)
    yield { name: `${FOLDER}${safePath(name)}`, input: file }
  }
}

/** What was found in a zip of a project, with the pictures under their own names; anything else as it is. */
export function ofProject(found: Found): Found {
  const { pictures, labels } = found
  const project = labels?.some(({ name }) => name === LABELS) && pictures.every(({ name }) => name.startsWith(FOLDER))
  if (!project) return found
  return { ...found, pictures: pictures.map(({ name, blob }) => ({ name: name.slice(FOLDER.length), blob })) }
}
