/** What the export dialog's buttons do. */
import { runOut } from '../out/out-job.ts'
import { saveBlob } from '../out/save-blob.ts'
import { zipOf } from '../out/zip.ts'
import { useLabels } from '../state/label-store.ts'
import type { LabelWriter } from './label-writers.ts'
import { knownPicture, projectEntries } from './project-zip.ts'

export function exportLabels({ id, name, write }: LabelWriter) {
  const { pictures } = useLabels.getState()
  return runOut(`Writing ${name}`, async () => {
    const files = write(pictures.map(knownPicture))
    const [only] = files
    if (only && files.length === 1) {
      saveBlob(only.path, new Blob([only.text], { type: only.type }))
      return `Saved ${only.path}.`
    }
    const zip = `labels-${id}.zip`
    saveBlob(zip, await zipOf(files.map(({ path, text }) => ({ name: path, input: text }))))
    return `Saved ${zip}.`
  })
}

export function exportProject() {
  const { pictures } = useLabels.getState()
  return runOut('Writing the project', async ({ signal, onProgress }) => {
    const entries = projectEntries(pictures, signal, (done) => onProgress({ done, total: pictures.length }))
    const zip = await zipOf(entries)
    signal.throwIfAborted()
    saveBlob('specklens-labels.zip', zip)
    return `Saved specklens-labels.zip: ${pictures.length === 1 ? 'one picture' : `${pictures.length} pictures`} with everything about their faces.`
  })
}
