/** An own model out of the page and into it again, as one zip. */
import type { NetworkName } from '../../networks/preset.ts'
import {
  LARGEST_MODEL_BYTES,
  ModelFileError,
  NETWORKS,
  presetOfFiles,
  readModelFiles,
  writeModelFiles,
} from '../../storage/model-file.ts'
import { readTopology, type Topologies } from '../../storage/model-topology.ts'
import type { ModelFacts } from '../../storage/models.ts'
import { english } from '../i18n/t.ts'
import { baseOf, stemOf } from '../out/file-names.ts'
import { saveBlob } from '../out/save-blob.ts'
import { zipOf } from '../out/zip.ts'
import { addModel, modelStore } from '../state/model-store.ts'
import { PRESETS } from '../state/settings.ts'
import { unzipped, ZipError } from './unzip.ts'

/** What ships with the page for a preset. @throws ModelFileError where it cannot be reached */
async function topologiesOf(preset: string): Promise<Topologies> {
  const entries = NETWORKS.map(async (network): Promise<[NetworkName, Topologies[NetworkName]]> => {
    const answer = await fetch(new URL(`models/${preset}/${network}/model.json`, document.baseURI))
    const topology = answer.ok ? readTopology(await answer.json()) : null
    return [network, topology ?? undefined]
  })
  try {
    const found = (await Promise.all(entries)).filter(([, topology]) => topology !== undefined)
    return Object.fromEntries(found) as Topologies
  } catch (cause) {
    throw new ModelFileError(
      english('The networks of this page could not be reached: check the connection and try again.'),
      {
        cause,
      },
    )
  }
}

/** Saves the zip; returns the sentence about it. Rejects with an Error in words. */
export async function downloadModel({ id, name, preset }: ModelFacts): Promise<string> {
  const kept = await (await modelStore()).load(id)
  if (!kept) throw new ModelFileError(english('This model is no longer on this device.'))
  const files = writeModelFiles(kept, await topologiesOf(preset))
  const zip = await zipOf(
    files.map((file) => ({
      name: file.name,
      input: typeof file.content === 'string' ? file.content : new Blob([file.content]),
    })),
  )
  const fileName = `${baseOf(stemOf(name))}.zip`
  saveBlob(fileName, zip)
  return english('Saved {name}.', { name: fileName })
}

/** Adds a downloaded model to those on this device. Rejects with an Error in words where it is none, or there is no room. */
export async function importModel(file: File): Promise<ModelFacts> {
  const files = await unzipped(file, (path) => /\.(json|bin|md)$/.test(path), LARGEST_MODEL_BYTES).catch(
    (reason: unknown) => {
      throw reason instanceof ZipError ? new ModelFileError(reason.message, { cause: reason }) : reason
    },
  )
  const preset = presetOfFiles(files, PRESETS)
  const kept = readModelFiles(files, await topologiesOf(preset), newModelId(), preset)
  await addModel(kept)
  return kept.facts
}

export const newModelId = () => `own-${Date.now()}-${Math.random().toString(36).slice(2)}`

/** Why something with a model failed, for a person. */
export function modelTrouble(reason: unknown): string {
  if ((reason as { name?: unknown }).name === 'QuotaExceededError')
    return english('The browser has no room for this model: delete another one, or kept pictures, and try again.')
  return reason instanceof Error ? reason.message : String(reason)
}
