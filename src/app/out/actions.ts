/** What the buttons of the saving dialog do. Loaded with it, not with the page. */
import { english } from '../i18n/t.ts'
import { engineOptions, host } from '../state/runner.ts'
import { useSettings } from '../state/settings-store.ts'
import { type BoxedWish, boxedPicture } from './boxed-picture.ts'
import { faceCrops, type Resolve } from './face-crops.ts'
import { fileMaker } from './file-maker.ts'
import { baseOf, stemOf, uniqueStems } from './file-names.ts'
import { type LabelFormat, listAsText } from './label-formats.ts'
import { type OutCall, runOut } from './out-job.ts'
import { countFaces, type Result } from './results.ts'
import { saveBlob } from './save-blob.ts'
import { type ZipEntry, zipOf } from './zip.ts'

/** What a file that holds several pictures is called. */
function nameOfAll(results: readonly Result[]): string {
  const [first] = results
  return first && results.length === 1 ? baseOf(stemOf(first.name)) : 'specklens'
}

export function saveLabels(format: LabelFormat, results: readonly Result[]) {
  return runOut(`Writing ${format.name}`, async () => {
    const stem = nameOfAll(results)
    const files = format.write(results, stem)
    const [only] = files
    const alone = files.length === 1
    const name = alone && only ? baseOf(only.path) : `${stem}-${format.id}.zip`
    const entries = files.map(({ path, text }): ZipEntry => ({ name: path, input: text }))
    saveBlob(name, alone && only ? new Blob([only.text], { type: only.type }) : await zipOf(entries))
    return `Saved ${name}.`
  })
}

const startBoxing = () =>
  fileMaker(() => new Worker(new URL('./boxed-worker.ts', import.meta.url), { type: 'module' }), boxedPicture)

export function saveBoxed(results: readonly Result[]) {
  return runOut('Drawing the boxes', async (call) => {
    const [only] = results
    const boxing = startBoxing()
    const make = (result: Result) => boxing.make(boxedWish(result), { signal: call.signal, onProgress: () => {} })
    try {
      if (only && results.length === 1) {
        const name = `${nameOfAll(results)}-boxes.png`
        saveBlob(name, await make(only))
        return `Saved ${name}.`
      }
      saveBlob('specklens-boxes.zip', await zipOf(boxedPictures(results, make, call)))
      return 'Saved specklens-boxes.zip.'
    } finally {
      boxing.end()
    }
  })
}

const boxedWish = ({ picture, faces }: Result): BoxedWish => ({
  blob: picture.blob,
  faces: faces.map(({ box }) => ({ box })),
})

async function* boxedPictures(
  results: readonly Result[],
  make: (result: Result) => Promise<Blob>,
  { signal, onProgress }: OutCall,
): AsyncGenerator<ZipEntry> {
  const stems = uniqueStems(results.map(({ name }) => name))
  for (const [at, result] of results.entries()) {
    signal.throwIfAborted()
    onProgress({ done: at, total: results.length })
    yield { name: `${stems[at]}-boxes.png`, input: await make(result) }
  }
}

export function saveCrops(results: readonly Result[]) {
  return runOut('Super-resolving faces', async (call) => {
    const name = `${nameOfAll(results)}-faces.zip`
    const zip = await zipOf(faceCrops(results, resolve, call))
    call.signal.throwIfAborted()
    saveBlob(name, zip)
    return `Saved ${name}: ${countFaces(results)} faces, each as it is and super-resolved.`
  })
}

const resolve: Resolve = ({ picture }, boxes, signal) => {
  const options = engineOptions(picture.ranWith ?? useSettings.getState().settings)
  const call = { signal, restored: picture.detection?.restored === true }
  return host.use(options, call, (engine) => engine.superResolve(picture.blob, boxes, call))
}

export function copyBoxed(result: Result) {
  return runOut('Drawing the boxes', async ({ signal }) => {
    const boxing = startBoxing()
    try {
      const picture = boxing.make(boxedWish(result), { signal, onProgress: () => {} })
      // Handed over as a promise: Safari allows writing only within the click, and the picture takes longer.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
      return `Copied ${result.name} with its boxes.`
    } finally {
      boxing.end()
    }
  })
}

export function copyList(results: readonly Result[]) {
  return runOut('Copying', async () => {
    await navigator.clipboard.writeText(listAsText(results))
    const count = countFaces(results)
    return english('Copied a list of {n} face. | Copied a list of {n} faces.', { n: count })
  })
}
