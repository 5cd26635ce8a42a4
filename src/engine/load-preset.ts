/** A preset's networks, folded for the current backend, and its measured cascade. */
import { type Cascade, defaultCascade, parseCascade } from '../detection/cascade.ts'
import { totalCost } from '../networks/cost.ts'
import { loadHashes, loadJson, NetworkLoadError } from '../networks/files.ts'
import { type FoldedNetwork, foldNetwork } from '../networks/fold.ts'
import { loadNetworks } from '../networks/load.ts'
import type { NetworkName, Preset, PresetName } from '../networks/preset.ts'
import { presets } from '../networks/presets.ts'
import { ownCascade, writeOwn } from './own-weights.ts'
import type { Call, OwnModel } from './protocol.ts'

/** Side in px of the input for which MB-FCN's cost is stated. */
export const MEASURED_SIDE = 512

export interface LoadedPreset {
  readonly preset: Preset
  readonly cascade: Cascade
  readonly mbfcn: FoldedNetwork
  /** Refined patch only; null without the second stage, like the next two. */
  readonly generator: FoldedNetwork | null
  /** The same generator with both outputs, for showing; shares no weights, 0.5 MB in `compact`. */
  readonly generatorStages: FoldedNetwork | null
  readonly discriminator: FoldedNetwork | null
  readonly weightBytes: number
  /** Multiply-adds of one pass: MB-FCN at 512×512, the others for one patch. */
  readonly cost: Readonly<Partial<Record<NetworkName, number>>>
  dispose(): void
}

/** @throws NetworkLoadError */
export async function loadPreset(
  modelsUrl: string,
  name: PresetName,
  stage: 'mbfcn' | 'full',
  { signal, onProgress }: Call,
  own?: OwnModel,
): Promise<LoadedPreset> {
  const preset = presets[name]
  const networks: NetworkName[] = stage === 'full' ? ['mbfcn', 'generator', 'discriminator'] : ['mbfcn']
  const source = { modelsUrl, ...(signal ? { signal } : {}) }
  const [cascade, hashes] = await Promise.all([own ? ownCascade(own) : loadCascade(source, name), loadHashes(source)])
  const { models, weightBytes } = await loadNetworks({
    ...source,
    hashes,
    preset: name,
    networks,
    onBytes: (loadedBytes, totalBytes) => onProgress?.({ stage: 'downloading', loadedBytes, totalBytes }),
  })
  const [mbfcn, generator, discriminator] = models
  const folded: FoldedNetwork[] = []
  const fold = (...args: Parameters<typeof foldNetwork>) => {
    const network = foldNetwork(...args)
    folded.push(network)
    return network
  }
  const { low, high } = preset.patch
  const heads = preset.discriminator.box ? ['fc_clc', 'fc_box'] : ['fc_clc']
  try {
    if (own) writeOwn(networks, models, own)
    return {
      preset,
      cascade,
      mbfcn: fold(mbfcn as NonNullable<typeof mbfcn>),
      generator: generator
        ? fold(
            generator,
            generator.outputLayers.slice(-1).map((layer) => layer.name),
          )
        : null,
      generatorStages: generator ? fold(generator) : null,
      discriminator: discriminator ? fold(discriminator, heads) : null,
      weightBytes,
      cost: {
        ...(mbfcn ? { mbfcn: totalCost(mbfcn, MEASURED_SIDE, MEASURED_SIDE) } : {}),
        ...(generator ? { generator: totalCost(generator, low, low) } : {}),
        ...(discriminator ? { discriminator: totalCost(discriminator, high, high) } : {}),
      },
      dispose: () => {
        for (const network of folded) network.dispose()
      },
    }
  } finally {
    for (const model of models) model.dispose()
  }
}

export async function loadCascade(
  source: { modelsUrl: string; signal?: AbortSignal },
  name: PresetName,
): Promise<Cascade> {
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
