/** A preset's trained networks and cascade from models/, on wasm in this process. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { type Cascade, defaultCascade, parseCascade } from '../../src/detection/cascade.ts'
import { registerWasmKernels } from '../../src/engine/kernels/register.ts'
import { loadJson } from '../../src/networks/files.ts'
import { loadNetworks } from '../../src/networks/load.ts'
import type { NetworkName, PresetName } from '../../src/networks/preset.ts'
import { type Fisher, loadFisher } from '../../src/training/fisher.ts'
import type { Networks } from '../../src/training/measure.ts'

const modelsUrl = 'http://models/'

/** Reads below `folder` instead of the network. */
function filesOf(folder: string): typeof fetch {
  return async (url) => {
    try {
      return new Response(new Uint8Array(await readFile(join(folder, String(url).slice(modelsUrl.length)))))
    } catch {
      return new Response(null, { status: 404 })
    }
  }
}

/** Makes wasm tfjs's backend, with the application's own kernels; one thread, as in the page. */
export async function startWasm(): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  await tf.setBackend('wasm')
  registerWasmKernels()
}

/** @throws NetworkLoadError where the preset has no trained weights */
export async function loadPreset(
  folder: string,
  preset: PresetName,
  stage: 'mbfcn' | 'full',
): Promise<{ readonly networks: Networks; readonly cascade: Cascade; readonly fisher: Fisher | null }> {
  const names: NetworkName[] = stage === 'full' ? ['mbfcn', 'generator', 'discriminator'] : ['mbfcn']
  const read = filesOf(folder)
  const { models } = await loadNetworks({ modelsUrl, preset, networks: names, fetch: read })
  const json = await loadJson({ modelsUrl, fetch: read }, `${preset}/cascade.json`)
  const [mbfcn, generator = null, discriminator = null] = models
  if (!mbfcn) throw new Error(`The preset ${preset} has no MB-FCN.`)
  const cascade = json === null ? defaultCascade : parseCascade(json)
  const hashes = await hashesOf(folder, `${preset}/mbfcn`)
  const fisher = await loadFisher({ modelsUrl, fetch: read, hashes }, preset, mbfcn)
  return { networks: { mbfcn, generator, discriminator }, cascade, fisher }
}

/** As the build writes them, of the files that are there. */
async function hashesOf(folder: string, network: string): Promise<Record<string, string>> {
  const files = ['weights.bin', 'fisher.bin'].map(async (name) => {
    const bytes = await readFile(join(folder, network, name)).catch(() => null)
    return bytes ? [[`${network}/${name}`, createHash('sha256').update(bytes).digest('hex')] as const] : []
  })
  return Object.fromEntries((await Promise.all(files)).flat())
}
