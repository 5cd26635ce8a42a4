/** A preset's networks, folded for the current backend, and its measured cascade. */
import type { Cascade } from '../detection/cascade.ts'
import { totalCost } from '../networks/cost.ts'
import { type FoldedNetwork, foldNetwork } from '../networks/fold.ts'
import type { NetworkName, Preset, PresetName } from '../networks/preset.ts'
import { presets } from '../networks/presets.ts'
import { loadModels } from './load-models.ts'
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
  call: Call,
  own?: OwnModel,
): Promise<LoadedPreset> {
  const preset = presets[name]
  const models = await loadModels(modelsUrl, name, stage, call, own)
  const { cascade, mbfcn, generator, discriminator, weightBytes } = models
  const folded: FoldedNetwork[] = []
  const fold = (...args: Parameters<typeof foldNetwork>) => {
    const network = foldNetwork(...args)
    folded.push(network)
    return network
  }
  const { low, high } = preset.patch
  const heads = preset.discriminator.box ? ['fc_clc', 'fc_box'] : ['fc_clc']
  try {
    return {
      preset,
      cascade,
      mbfcn: fold(mbfcn),
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
        mbfcn: totalCost(mbfcn, MEASURED_SIDE, MEASURED_SIDE),
        ...(generator ? { generator: totalCost(generator, low, low) } : {}),
        ...(discriminator ? { discriminator: totalCost(discriminator, high, high) } : {}),
      },
      dispose: () => {
        for (const network of folded) network.dispose()
      },
    }
  } finally {
    models.dispose()
  }
}
