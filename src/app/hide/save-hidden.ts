/** Saves pictures with their faces hidden, as pixels alone: without EXIF. */
import { canvasOf, encode } from '../out/canvas.ts'
import { baseOf, stemOf, uniqueStems } from '../out/file-names.ts'
import { type OutCall, runOut } from '../out/out-job.ts'
import { countFaces, type Result } from '../out/results.ts'
import { saveBlob } from '../out/save-blob.ts'
import { type ZipEntry, zipOf } from '../out/zip.ts'
import { type HideOptions, hideFaces } from './hide-faces.ts'

export type PictureType = 'png' | 'jpeg'

const ENDINGS: Record<PictureType, string> = { png: 'png', jpeg: 'jpg' }

/** One picture as such, several as a zip. */
export function saveHidden(results: readonly Result[], options: HideOptions, type: PictureType) {
  return runOut('Hiding faces', async (call) => {
    const count = countFaces(results)
    const faces = count === 1 ? 'one face' : `${count} faces`
    const [only] = results
    if (only && results.length === 1) {
      const name = `${baseOf(stemOf(only.name))}-hidden.${ENDINGS[type]}`
      saveBlob(name, await hiddenPicture(only, options, type, call))
      return `Saved ${name} with ${faces} hidden.`
    }
    const zip = await zipOf(hiddenPictures(results, options, type, call))
    call.signal.throwIfAborted()
    saveBlob('specklens-hidden.zip', zip)
    return `Saved specklens-hidden.zip: ${results.length} pictures with ${faces} hidden.`
  })
}

async function hiddenPicture({ picture, faces }: Result, options: HideOptions, type: PictureType, call: OutCall) {
  const context = await canvasOf(picture.blob)
  await hideFaces(context, faces, options, call)
  return encode(context, `image/${type}`)
}

async function* hiddenPictures(
  results: readonly Result[],
  options: HideOptions,
  type: PictureType,
  { signal, onProgress }: OutCall,
): AsyncGenerator<ZipEntry> {
  const stems = uniqueStems(results.map(({ name }) => name))
  for (const [at, result] of results.entries()) {
    onProgress({ done: at, total: results.length })
    const input = await hiddenPicture(result, options, type, { signal, onProgress: () => {} })
    yield { name: `${stems[at]}-hidden.${ENDINGS[type]}`, input }
  }
}
