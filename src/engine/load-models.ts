/** A preset's networks as layers models, weights checked against their hashes, and its measured cascade: one way in for detection and training. */
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type Cascade, defaultCascade, parseCascade } from '../detection/cascade.ts'
import { loadHashes, loadJson, NetworkLoadError } from '../networks/files.ts'
import { loadNetworks } from '../networks/load.ts'
import type { NetworkName, PresetName } from '../networks/preset.ts'
import { ownCascade, writeOwn } from './own-weights.ts'
import type { Call, OwnModel } from './protocol.ts'

export interface LoadedModels {
  readonly cascade: Cascade
  readonly mbfcn: LayersModel
  /** null without the second stage, like the next. */
  readonly generator: LayersModel | null
  readonly discriminator: LayersModel | null
  readonly weightBytes: number
  dispose(): void
}

/** `own` puts the user's weights and cascade in the shipped ones' place. Needs a backend. @throws NetworkLoadError, or the signal's reason */
export async function loadModels(
  modelsUrl: string,
  preset: PresetName,
  stage: 'mbfcn' | 'full',
  { signal, onProgress }: Call,
  own?: OwnModel,
): Promise<LoadedModels> {
  const names: NetworkName[] = stage === 'full' ? ['mbfcn', 'generator', 'discriminator'] : ['mbfcn']
  const source = { modelsUrl, ...(signal ? { signal } : {}) }
  const [cascade, hashes] = await Promise.all([own ? ownCascade(own) : loadCascade(source, preset), loadHashes(source)])
  const { models, weightBytes } = await loadNetworks({
    ...source,
    hashes,
    preset,
    networks: names,
    onBytes: (loadedBytes, totalBytes) => onProgress?.({ stage: 'downloading', loadedBytes, totalBytes }),
  })
  const dispose = () => {
    for (const model of models) model.dispose()
  }
  try {
    if (own) writeOwn(names, models, own)
    const [mbfcn, generator = null, discriminator = null] = models
    if (!mbfcn) throw new Error('No MB-FCN was loaded.')
    return { cascade, mbfcn, generator, discriminator, weightBytes, dispose }
  } catch (thrown) {
    dispose()
    throw thrown
  }
}

async function loadCascade(source: { modelsUrl: string; signal?: AbortSignal }, name: PresetName): Promise<Cascade> {
  const json = await loadJson(source, `${name}/cascade.json`)
  if (json === null) return defaultCascade
  try {
    return parseCascade(json)
  } catch (cause) {
    throw new NetworkLoadError('weights-failed', `The preset “${name}” is damaged: ${(cause as Error).message}`, {
      cause,
    })
  }
}
