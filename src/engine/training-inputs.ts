/** What a training run needs, out of plain data: a backend's networks that can learn, decoded pictures, the made crowd. */
import { Picture, sourceOf } from '../detection/picture.ts'
import { loadHashes, loadJson } from '../networks/files.ts'
import { presets } from '../networks/presets.ts'
import type { FinetuneRequest } from '../training/finetune.ts'
import { loadFisher } from '../training/fisher.ts'
import type { Labelled } from '../training/samples/labelled.ts'
import { decodePicture } from './decode.ts'
import { EngineError } from './failure.ts'
import { loadModels } from './load-models.ts'
import type { LabelledFile, Progress, TrainingRun } from './protocol.ts'

/** Decoded pictures stay in memory while they train: four bytes a pixel, and a third more for their halved copies. */
const MOST_MEGAPIXELS = 300

export interface TrainingInputs {
  readonly request: Omit<FinetuneRequest, 'settings' | 'shapes'>
  /** Bytes of the decoded pictures. */
  readonly pictureBytes: number
  dispose(): void
}

/** Needs a backend. The caller disposes. @throws EngineError, NetworkLoadError, or the signal's reason */
export async function trainingInputs(
  { engine, pictures }: TrainingRun,
  baseUrl: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<TrainingInputs> {
  const modelsUrl = `${baseUrl}models/`
  const models = await loadModels(
    modelsUrl,
    engine.preset,
    engine.stage ?? 'full',
    { signal, onProgress },
    engine.model,
  )
  const { cascade, mbfcn, generator, discriminator } = models
  const closing: (() => void)[] = [models.dispose]
  const dispose = () => {
    for (const close of closing) close()
  }
  try {
    onProgress({ stage: 'decoding' })
    const labelled: Labelled[] = []
    let pixels = 0
    for (const picture of pictures) {
      signal.throwIfAborted()
      const one = await decoded(picture)
      closing.push(one.close)
      labelled.push(one.labelled)
      pixels += one.labelled.picture.width * one.labelled.picture.height
      if (pixels > MOST_MEGAPIXELS * 1e6)
        throw new EngineError(
          'out-of-memory',
          `These pictures are more than ${MOST_MEGAPIXELS} megapixels together: train with fewer or smaller ones.`,
        )
    }
    const rehearsal = await madeCrowd(baseUrl, signal)
    // It was measured on the shipped weights, and says nothing of the user's own.
    const files = { modelsUrl, signal }
    const fisher = engine.model
      ? null
      : await loadFisher({ ...files, hashes: await loadHashes(files) }, engine.preset, mbfcn)
    const networks = { mbfcn, generator, discriminator }
    const request = { networks, preset: presets[engine.preset], cascade, pictures: labelled, rehearsal, fisher }
    return { request, pictureBytes: (pixels * 16) / 3, dispose }
  } catch (thrown) {
    dispose()
    throw thrown
  }
}

async function decoded({ name, file, faces }: LabelledFile) {
  try {
    const { picture, close } = await decodePicture(file)
    return { labelled: { name, picture, faces }, close }
  } catch (thrown) {
    if (thrown instanceof EngineError)
      throw new EngineError(thrown.code, `${name}: ${thrown.message}`, { cause: thrown })
    throw thrown
  }
}

interface CrowdTruth {
  readonly faces: readonly { x: number; y: number; width: number; height: number; ignored: boolean }[]
}

/** The page's sample: what must not be forgotten. Empty where it is not served: then the user's own pictures stand for it. */
async function madeCrowd(baseUrl: string, signal: AbortSignal): Promise<Labelled[]> {
  const source = { modelsUrl: baseUrl, signal }
  const truth = (await loadJson(source, 'sample/crowd.json').catch(() => null)) as CrowdTruth | null
  signal.throwIfAborted()
  if (!truth) return []
  const answer = await fetch(`${baseUrl}sample/crowd.jpg`, { signal })
  if (!answer.ok) return []
  const { picture, close } = await decodePicture(await answer.blob())
  const { width, height } = picture
  const data = picture.read(1, 0, 0, width, height)
  close()
  const faces = truth.faces.map(({ ignored, ...box }) => ({ box, ignored }))
  return [
    { name: 'crowd.jpg', picture: new Picture(sourceOf({ width, height, data: new Uint8ClampedArray(data) })), faces },
  ]
}
