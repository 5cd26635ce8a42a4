/** A model as files that tfjs loads anywhere, and back: every size, shape and number is checked before it is believed. */
import { type Cascade, parseCascade } from '../detection/cascade.ts'
import type { NetworkName, PresetName } from '../networks/preset.ts'
import { modelCard } from './model-card.ts'
import { readTopology, sizeOf, type Topologies, type Topology } from './model-topology.ts'
import { bytesOfModel, type KeptModel, type ModelReport } from './models.ts'

/** A file of the zip: text, or the bytes of weights. */
export interface ModelFile {
  readonly name: string
  readonly content: string | Float32Array<ArrayBuffer>
}

/** Why a file is no model for this page, in one sentence that a person can act on. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError'
}

export const NETWORKS: readonly NetworkName[] = ['mbfcn', 'generator', 'discriminator']
/** More would be none of this page's networks. */
export const LARGEST_MODEL_BYTES = 256e6
/** No trained weight comes near; a network with such numbers answers with nothing but infinities. */
const LARGEST_WEIGHT = 1e6
const LONGEST_NAME = 80

/** `mbfcn/model.json`, `mbfcn/weights.bin` (float32) and so on, `cascade.json`, `specklens.json`, and a card for people. */
export function writeModelFiles({ facts, model }: KeptModel, topologies: Topologies): ModelFile[] {
  const files: ModelFile[] = []
  for (const network of NETWORKS) {
    const [weights, topology] = [model.networks[network], topologies[network]]
    if (!weights || !topology) continue
    const entries = topology.weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }))
    const json = {
      format: 'layers-model',
      generatedBy: 'specklens',
      convertedBy: null,
      modelTopology: topology.modelTopology,
      weightsManifest: [{ paths: ['weights.bin'], weights: entries }],
    }
    const values = new Float32Array(topology.weights.reduce((sum, spec) => sum + sizeOf(spec), 0))
    let offset = 0
    for (const spec of topology.weights) {
      const own = weights[spec.name]
      if (own?.length !== sizeOf(spec)) throw new ModelFileError(`This model has no ${spec.name} of the preset's size.`)
      values.set(own, offset)
      offset += own.length
    }
    files.push({ name: `${network}/model.json`, content: JSON.stringify(json) })
    files.push({ name: `${network}/weights.bin`, content: values })
  }
  const { id: _id, bytes: _bytes, ...shared } = facts
  files.push({ name: 'cascade.json', content: `${JSON.stringify(model.cascade, null, 2)}\n` })
  files.push({ name: 'specklens.json', content: `${JSON.stringify({ version: 1, ...shared }, null, 2)}\n` })
  files.push({ name: 'README.md', content: modelCard(facts) })
  return files
}

/** What a zip of `writeModelFiles` holds, path → bytes. */
export type ModelBytes = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** The preset that a model file is for, so that its topologies can be fetched. @throws ModelFileError */
export function presetOfFiles(files: ModelBytes, known: readonly PresetName[]): PresetName {
  const { preset } = factsOf(files)
  const found = known.find((name) => name === preset)
  if (!found) throw new ModelFileError(`This model is for networks that this page does not have (${String(preset)}).`)
  return found
}

/**
 * Reads a model; `topologies` are the shipped ones of its preset. The id is the caller's to give. @throws ModelFileError where a file is
 * missing, a shape is another one, a size does not fit, or a number is not finite or absurdly large
 */
export function readModelFiles(files: ModelBytes, topologies: Topologies, id: string, preset: PresetName): KeptModel {
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0)
  if (bytes > LARGEST_MODEL_BYTES)
    throw new ModelFileError(
      `This file unpacks to more than ${LARGEST_MODEL_BYTES / 1e6} MB: it is no model of this page.`,
    )
  const facts = factsOf(files)
  const networks: Partial<Record<NetworkName, Record<string, Float32Array<ArrayBuffer>>>> = {}
  for (const network of NETWORKS) {
    const topology = topologies[network]
    if (!topology || !files.has(`${network}/model.json`)) continue
    networks[network] = readNetwork(files, network, topology)
  }
  if (!networks.mbfcn) throw new ModelFileError('This file has no mbfcn/model.json: it is no model of this page.')
  const model = { id, cascade: readCascade(files), networks }
  const { name, created, base, report } = facts
  const title = typeof name === 'string' ? name.trim().slice(0, LONGEST_NAME) : ''
  return {
    facts: {
      id,
      name: title || 'Imported model',
      created: typeof created === 'number' && Number.isFinite(created) ? created : Date.now(),
      preset,
      base: typeof base === 'string' ? base.slice(0, LONGEST_NAME) : preset,
      report: readReport(report),
      bytes: bytesOfModel(model),
    },
    model,
  }
}

function readNetwork(files: ModelBytes, network: NetworkName, expected: Topology) {
  const found = readTopology(json(files, `${network}/model.json`))
  if (!found) throw new ModelFileError(`${network}/model.json is not in tfjs's layers format.`)
  const bytes = files.get(`${network}/weights.bin`)
  if (!bytes) throw new ModelFileError(`${network}/weights.bin is missing.`)
  if (found.weights.length !== expected.weights.length)
    throw new ModelFileError(
      `${network} has ${found.weights.length} weights, and this page's has ${expected.weights.length}: it is another network.`,
    )
  const total = expected.weights.reduce((sum, spec) => sum + sizeOf(spec), 0)
  if (bytes.length !== 4 * total)
    throw new ModelFileError(`${network}/weights.bin has ${bytes.length} bytes instead of ${4 * total}.`)
  const values = new Float32Array(bytes.slice().buffer)
  const weights: Record<string, Float32Array<ArrayBuffer>> = {}
  let offset = 0
  for (const [index, spec] of expected.weights.entries()) {
    const own = found.weights[index]
    if (own?.name !== spec.name || own.shape.join() !== spec.shape.join())
      throw new ModelFileError(
        `${network} has ${own?.name} of shape ${own?.shape.join('×')} where ${spec.name} of ${spec.shape.join('×')} belongs.`,
      )
    const part = values.slice(offset, offset + sizeOf(spec))
    // Also false for what is no number.
    if (!part.every((value) => Math.abs(value) <= LARGEST_WEIGHT))
      throw new ModelFileError(`${network} holds numbers in ${spec.name} that no trained network has.`)
    if (spec.name.endsWith('moving_variance') && part.some((value) => value < 0))
      throw new ModelFileError(`${network} has a negative variance in ${spec.name}.`)
    weights[spec.name] = part
    offset += part.length
  }
  return weights
}

function readCascade(files: ModelBytes): Cascade {
  const content = json(files, 'cascade.json')
  try {
    return parseCascade(content)
  } catch (cause) {
    throw new ModelFileError((cause as Error).message, { cause })
  }
}

function factsOf(files: ModelBytes): Record<string, unknown> {
  const facts = json(files, 'specklens.json')
  if (typeof facts !== 'object' || facts === null || (facts as { version?: unknown }).version !== 1)
    throw new ModelFileError('specklens.json is of another version than this page knows.')
  return facts as Record<string, unknown>
}

function json(files: ModelBytes, name: string): unknown {
  const bytes = files.get(name)
  if (!bytes) throw new ModelFileError(`This file has no ${name}: it is no model that was downloaded from this page.`)
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch (cause) {
    throw new ModelFileError(`${name} is not readable: the file is damaged.`, { cause })
  }
}

/** A report is for reading alone; one that is not as it should be is left out. */
function readReport(report: unknown): ModelReport | null {
  const { pictures, faces, measuredOn, before, after, trained } = (report ?? {}) as Record<string, unknown>
  const counted = typeof pictures === 'number' && typeof faces === 'number' && Array.isArray(trained)
  if (!counted || (measuredOn !== 'report' && measuredOn !== 'select') || !precise(before) || !precise(after))
    return null
  return { pictures, faces, measuredOn, before, after, trained: NETWORKS.filter((name) => trained.includes(name)) }
}

function precise(value: unknown): value is ModelReport['before'] {
  const { ap, recallAtOneFalsePositive, bands } = (value ?? {}) as Record<string, unknown>
  const share = (one: unknown) => one === null || (typeof one === 'number' && one >= 0 && one <= 1)
  const band = (one: unknown) => {
    const { band: name, faces, ap: own } = (one ?? {}) as Record<string, unknown>
    return typeof name === 'string' && typeof faces === 'number' && share(own)
  }
  return share(ap) && share(recallAtOneFalsePositive) && Array.isArray(bands) && bands.every(band)
}
