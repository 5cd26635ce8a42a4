/** What the export dialog's buttons do. */
import { english } from '../i18n/t.ts'
import { runOut } from '../out/out-job.ts'
import { saveBlob } from '../out/save-blob.ts'
import { zipOf } from '../out/zip.ts'
import { useLabels } from '../state/label-store.ts'
import type { LabelWriter } from './label-writers.ts'
import { knownPicture, projectEntries } from './project-zip.ts'

const PROJECT = 'specklens-labels.zip'

export function exportLabels({ id, name, write }: LabelWriter) {
  const { pictures } = useLabels.getState()
  return runOut(english('Writing {name}', { name }), async () => {
    const files = write(pictures.map(knownPicture))
    const [only] = files
    if (only && files.length === 1) {
      saveBlob(only.path, new Blob([only.text], { type: only.type }))
      return english('Saved {name}.', { name: only.path })
    }
    const zip = `labels-${id}.zip`
    saveBlob(zip, await zipOf(files.map(({ path, text }) => ({ name: path, input: text }))))
    return english('Saved {name}.', { name: zip })
  })
}

export function exportProject() {
  const { pictures } = useLabels.getState()
  return runOut(english('Writing the project'), async ({ signal, onProgress }) => {
    const entries = projectEntries(pictures, signal, (done) => onProgress({ done, total: pictures.length }))
    const zip = await zipOf(entries)
    signal.throwIfAborted()
    saveBlob(PROJECT, zip)
    return english(
      'Saved {name}: one picture with everything about its faces. | Saved {name}: {n} pictures with everything about their faces.',
      { name: PROJECT, n: pictures.length },
    )
  })
}
