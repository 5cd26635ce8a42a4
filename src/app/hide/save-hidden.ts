/** Saves pictures with their faces hidden, as pixels alone: without EXIF. */
import { fileMaker } from '../out/file-maker.ts'
import { baseOf, stemOf, uniqueStems } from '../out/file-names.ts'
import { type OutCall, runOut } from '../out/out-job.ts'
import { countFaces, type Result } from '../out/results.ts'
import { saveBlob } from '../out/save-blob.ts'
import { type ZipEntry, zipOf } from '../out/zip.ts'
import { type FileWish, hiddenFile, type PictureType } from './hidden-file.ts'
import type { HideOptions } from './hide-faces.ts'

type Make = (result: Result, call: OutCall) => Promise<Blob>

const ENDINGS: Record<PictureType, string> = { png: 'png', jpeg: 'jpg' }

const startWorker = () => new Worker(new URL('./hidden-worker.ts', import.meta.url), { type: 'module' })

/** One picture as such, several as a zip. */
export function saveHidden(results: readonly Result[], options: HideOptions, type: PictureType) {
  return runOut('Hiding faces', async (call) => {
    const count = countFaces(results)
    const faces = count === 1 ? 'one face' : `${count} faces`
    const [only] = results
    const files = fileMaker(startWorker, hiddenFile)
    const make: Make = (result, made) => files.make(wishFor(result, options, type), made)
    try {
      if (only && results.length === 1) {
        const name = `${baseOf(stemOf(only.name))}-hidden.${ENDINGS[type]}`
        saveBlob(name, await make(only, call))
        return `Saved ${name} with ${faces} hidden.`
      }
      const zip = await zipOf(hiddenPictures(results, make, type, call))
      call.signal.throwIfAborted()
      saveBlob('specklens-hidden.zip', zip)
      return `Saved specklens-hidden.zip: ${results.length} pictures with ${faces} hidden.`
    } finally {
      files.end()
    }
  })
}

function wishFor({ picture, faces }: Result, options: HideOptions, type: PictureType): FileWish {
  return { blob: picture.blob, faces: faces.map(({ box }) => ({ box })), options, type }
}

async function* hiddenPictures(
  results: readonly Result[],
  make: Make,
  type: PictureType,
  { signal, onProgress }: OutCall,
): AsyncGenerator<ZipEntry> {
  const stems = uniqueStems(results.map(({ name }) => name))
  for (const [at, result] of results.entries()) {
    onProgress({ done: at, total: results.length })
    const input = await make(result, { signal, onProgress: () => {} })
    yield { name: `${stems[at]}-hidden.${ENDINGS[type]}`, input }
  }
}
