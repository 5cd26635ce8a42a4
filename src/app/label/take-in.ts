/** What came in while labelling: pictures go to the project, label files to their pictures, a project's zip is both. */
import { english } from '../i18n/t.ts'
import { aboutFound, type Found } from '../intake/found.ts'
import { type OutCall, runOut } from '../out/out-job.ts'
import { withFaces } from '../state/label-faces.ts'
import { openLabels, useLabels } from '../state/label-store.ts'
import { useMode } from '../state/mode-store.ts'
import { type Added, addToProject } from './add-pictures.ts'
import { matchLabels } from './match-labels.ts'
import { aboutMatching, someNames } from './match-words.ts'
import { ofProject } from './project-zip.ts'
import { readLabelFiles } from './read-label-files.ts'

/** Resolves when all is in; never rejects. What did not fit is said. */
export async function takeIn(found: Found): Promise<void> {
  await openLabels()
  if (useLabels.getState().status !== 'open') return
  const started = await runOut(english('Reading pictures and labels'), (call) => take(ofProject(found), call))
  if (!started)
    useMode.getState().say(english('Something else is being read or written. Try again when that has ended.'))
}

async function take({ pictures, videos, labels = [], notes, skipped }: Found, call: OutCall) {
  const added = await addToProject(pictures, call)
  const { read, problems } = call.signal.aborted ? { read: [], problems: [] } : await readLabelFiles(labels)
  const said = aboutAdded(added)
  let fits = true
  if (read.length > 0) {
    // Labels that came along with a picture are that picture's, also where it had to take another name.
    const own = read.map((one) => ({ ...one, name: added.renamed.get(one.name) ?? one.name }))
    const matching = matchLabels(useLabels.getState().pictures, own)
    const { matched, unmatched, ambiguous, misfits, rescaled, dropped } = matching
    const before = new Map(useLabels.getState().pictures.map((picture) => [picture.id, picture]))
    const replaced = matched.filter(({ id }) => (before.get(id)?.faces.length ?? 0) > 0).length
    const marks = new Map(matched.map(({ id, faces, done }) => [id, { faces: withFaces([], faces), done }]))
    useLabels.getState().edit({ words: english('Imported labels'), marks })
    said.push(aboutMatching(matching))
    if (replaced > 0)
      said.push(
        english(
          'In one picture they replaced other boxes; undo brings those back. | In {n} pictures they replaced other boxes; undo brings those back.',
          { n: replaced },
        ),
      )
    fits = unmatched.length + ambiguous.length + misfits.length + rescaled + dropped + replaced === 0
  }
  const other = aboutFound({
    pictures: [...pictures, ...labels],
    videos: [],
    // A video has no frames of its own that could be labelled.
    skipped: skipped + videos.length,
    notes: [...notes],
  })
  const words = [...said, ...problems, ...(other ? [other] : [])].join(' ') || english('Nothing was found to add.')
  const plain = fits && problems.length === 0 && !other && added.unreadable.length === 0
  return plain ? words : { lasting: words }
}

/** Sentences about pictures; none where there were none. */
export function aboutAdded({ added, known, unreadable }: Omit<Added, 'renamed'>): string[] {
  const said: string[] = []
  if (added > 0) said.push(english('Added one picture. | Added {n} pictures.', { n: added }))
  if (known > 0) said.push(english('One picture was here already. | {n} pictures were here already.', { n: known }))
  if (unreadable.length > 0) said.push(english('The browser cannot open {names}.', { names: someNames(unreadable) }))
  return said
}
