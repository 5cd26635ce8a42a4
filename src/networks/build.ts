/** Any network of any preset, by name. */
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { buildDiscriminator } from './discriminator.ts'
import { buildGenerator } from './generator.ts'
import { buildMbfcn } from './mbfcn.ts'
import type { NetworkName, Preset } from './preset.ts'

export const networkNames: readonly NetworkName[] = ['mbfcn', 'generator', 'discriminator']

/** Builds one network of a preset with fresh weights; the caller disposes. */
export function buildNetwork(preset: Preset, network: NetworkName): LayersModel {
  switch (network) {
    case 'mbfcn':
      return buildMbfcn(preset.mbfcn)
    case 'generator':
      return buildGenerator(preset.generator)
    case 'discriminator':
      return buildDiscriminator(preset.discriminator, preset.patch.high)
  }
}
