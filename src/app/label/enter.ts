/** From looking at pictures to labelling them: what was found above the threshold comes along as proposals. */
import { proposedFace } from '../../formats/known.ts'
import { english } from '../i18n/t.ts'
import { runOut } from '../out/out-job.ts'
import { resultsOf } from '../out/results.ts'
import { useFilter } from '../state/filter-store.ts'
import { openLabels, useLabels } from '../state/label-store.ts'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { addToProject, type Incoming } from './add-pictures.ts'
import { aboutAdded } from './take-in.ts'

/** Labels the open pictures. Those that have not been searched come without proposals. Never rejects. */
export async function labelOpenPictures(): Promise<void> {
  const { pictures, currentId } = usePictures.getState()
  const results = resultsOf(pictures, useSettings.getState().settings.threshold, useFilter.getState().heights)
  const found = new Map(results.map((result) => [result.picture.id, result]))
  // A file that failed to open is no picture that could be labelled.
  const usable = pictures.filter(({ status }) => status !== 'failed')
  const incoming = usable.map(({ id, name, blob }): Incoming => {
    const result = found.get(id)
    if (!result) return { name, blob }
    const proposals = result.faces.map(({ box, score }) => proposedFace(box, score))
    return { name, blob, size: { width: result.width, height: result.height }, proposals }
  })
  const looked = usable.find(({ id }) => id === currentId)
  useMode.getState().setMode('label')
  await openLabels()
  if (useLabels.getState().status !== 'open') return
  await runOut(english('Adding pictures'), async (call) => {
    const added = await addToProject(incoming, call)
    const { pictures: all, show } = useLabels.getState()
    const same = all.find(({ name, file }) => name === looked?.name && file.size === looked.blob.size)
    if (same) show(same.id)
    const bare = usable.length - usable.filter(({ id }) => found.has(id)).length
    const said = aboutAdded(added)
    if (bare > 0)
      said.push(
        english(
          'One has not been searched, so there are no proposals. | {n} have not been searched, so there are no proposals.',
          { n: bare },
        ),
      )
    return said.join(' ')
  })
}
