/** From a preset's files in models/ to the bytes of its three .onnx files. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import { env } from '@tensorflow/tfjs-core'
import { networkNames } from '../../src/networks/build.ts'
import { loadNetworks } from '../../src/networks/load.ts'
import type { NetworkName, PresetName } from '../../src/networks/preset.ts'
import { presets } from '../../src/networks/presets.ts'
import { convertNetwork } from './convert.ts'
import { encodeModel } from './model-file.ts'

const descriptions: Readonly<Record<NetworkName, string>> = {
  mbfcn:
    'Proposes faces. Height and width are multiples of 32. One output a branch, shallowest first; channels: face logit, dx, dy, dw, dh. ' +
    'Box of row r, column c, in px of the input: centre ((c + 0.5 + dx)·stride, (r + 0.5 + dy)·stride), size baseSize·exp(dw) × baseSize·exp(dh).',
  generator:
    'Enlarges a patch four times. The first output is the up-sample sub-network’s, the second the refinement sub-network’s; clamp to −1…1 to show.',
  discriminator:
    'Judges a patch. Outputs are logits: fc_gan (true or generated), fc_clc (face or not); fc_box, where there is one, is dx, dy, dw, dh relative to the proposed box.',
}

/** The model's metadata says what the numbers mean: `specklens.preset` and `specklens.cascade` are the JSON of models/. */
export interface ExportedNetwork {
  readonly network: NetworkName
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** @param models path of models/. @throws NetworkLoadError where the preset has no weights or damaged ones */
export async function exportPreset(models: string, preset: PresetName): Promise<ExportedNetwork[]> {
  // Else tfjs advises to install its backend for Node.
  env().set('IS_TEST', true)
  const base = 'http://models/'
  const read: typeof fetch = async (url) => {
    const file = join(models, String(url).slice(base.length))
    return existsSync(file) ? new Response(new Uint8Array(readFileSync(file))) : new Response(null, { status: 404 })
  }
  const loaded = await loadNetworks({ modelsUrl: base, preset, networks: networkNames, fetch: read })
  const cascade = join(models, preset, 'cascade.json')
  const metadata = {
    'specklens.preset': JSON.stringify(presets[preset]),
    ...(existsSync(cascade) ? { 'specklens.cascade': JSON.stringify(JSON.parse(readFileSync(cascade, 'utf8'))) } : {}),
  }
  try {
    return networkNames.map((network, index) => {
      const model = loaded.models[index] as (typeof loaded.models)[number]
      return { network, bytes: encodeModel(convertNetwork(model, descriptions[network], metadata)) }
    })
  } finally {
    for (const model of loaded.models) model.dispose()
  }
}
