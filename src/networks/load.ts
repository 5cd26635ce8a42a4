/** Loads trained networks from static files, counting bytes; every failure says what to do. */
import type { io } from '@tensorflow/tfjs-core'
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers'
import type { NetworkName, PresetName } from './preset.ts'

/** `message` is one sentence for the user; the codes are those of the engine's protocol. */
export class NetworkLoadError extends Error {
  override readonly name = 'NetworkLoadError'
  readonly code: 'weights-failed' | 'preset-untrained'

  constructor(code: NetworkLoadError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export interface LoadRequest {
  /** Address of models/, with a slash at its end. */
  readonly modelsUrl: string
  readonly preset: PresetName
  readonly networks: readonly NetworkName[]
  readonly signal?: AbortSignal
  /** Bytes of weights, over all networks of the request. */
  readonly onBytes?: (loaded: number, total: number) => void
  /** SHA-256 in hexadecimal by file, relative to models/; files that are not named are not checked. */
  readonly hashes?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

export interface LoadedNetworks {
  /** In the order of the request; the caller disposes. */
  readonly models: readonly LayersModel[]
  readonly weightBytes: number
}

/** Networks that a preset takes from another one: `paper` covers generator and discriminator alone. */
const borrowed: Readonly<Partial<Record<PresetName, Partial<Record<NetworkName, PresetName>>>>> = {
  paper: { mbfcn: 'compact' },
}

/** Folder below models/ that holds a preset's network. */
export function networkFolder(preset: PresetName, network: NetworkName): string {
  return `${borrowed[preset]?.[network] ?? preset}/${network}`
}

/** @throws NetworkLoadError, or the signal's reason */
export async function loadNetworks(request: LoadRequest): Promise<LoadedNetworks> {
  const { preset, networks, onBytes } = request
  const folders = networks.map((network) => networkFolder(preset, network))
  const topologies = await Promise.all(folders.map((folder) => loadTopology(request, folder)))
  const total = topologies.reduce((sum, topology) => sum + bytesOf(topology), 0)
  let loaded = 0
  onBytes?.(0, total)
  const count = (bytes: number) => {
    loaded += bytes
    onBytes?.(loaded, total)
  }
  const weights: ArrayBuffer[] = []
  for (const [index, folder] of folders.entries()) {
    const paths = (topologies[index] as io.ModelJSON).weightsManifest.flatMap((group) => group.paths)
    const parts: Uint8Array[] = []
    for (const path of paths) parts.push(await loadBytes(request, `${folder}/${path}`, count))
    weights.push(joined(parts))
  }
  const models: LayersModel[] = []
  try {
    for (const [index, topology] of topologies.entries())
      models.push(await build(topology, weights[index] as ArrayBuffer, folders[index] as string))
  } catch (error) {
    for (const model of models) model.dispose()
    throw error
  }
  return { models, weightBytes: loaded }
}

/** A JSON file below models/; null where there is none. @throws NetworkLoadError */
export async function loadJson(request: Pick<LoadRequest, 'modelsUrl' | 'signal' | 'fetch'>, path: string) {
  const response = await open(request, path)
  if (response === null) return null
  try {
    return (await response.json()) as unknown
  } catch (cause) {
    throw failed(`${path} is not readable`, cause)
  }
}

async function loadTopology(request: LoadRequest, folder: string): Promise<io.ModelJSON> {
  const topology = (await loadJson(request, `${folder}/model.json`)) as io.ModelJSON | null
  if (topology === null || !topology.weightsManifest?.some((group) => group.weights.length > 0)) {
    const network = folder.split('/')[1]
    throw new NetworkLoadError(
      'preset-untrained',
      `The preset “${request.preset}” has no trained ${network} yet: choose another preset, or train it with npm run pretrain.`,
    )
  }
  return topology
}

async function loadBytes(request: LoadRequest, path: string, count: (bytes: number) => void): Promise<Uint8Array> {
  const response = await open(request, path)
  if (!response?.body) throw failed(`${path} is missing`)
  const parts: Uint8Array[] = []
  try {
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      count(part.value.length)
    }
  } catch (cause) {
    request.signal?.throwIfAborted()
    throw failed(`the connection broke while ${path} was loading`, cause)
  }
  const bytes = new Uint8Array(joined(parts))
  const expected = request.hashes?.[path]
  if (expected !== undefined && (await sha256(bytes)) !== expected) throw failed(`${path} arrived damaged`)
  return bytes
}

async function open(
  { modelsUrl, signal, ...request }: Pick<LoadRequest, 'modelsUrl' | 'signal' | 'fetch'>,
  path: string,
) {
  const load = request.fetch ?? fetch
  let response: Response
  try {
    response = await load(new URL(path, modelsUrl), signal ? { signal } : {})
  } catch (cause) {
    signal?.throwIfAborted()
    throw failed(`${path} could not be reached`, cause)
  }
  if (response.status === 404) return null
  if (!response.ok) throw failed(`the server answered ${response.status} for ${path}`)
  return response
}

async function build(topology: io.ModelJSON, weightData: ArrayBuffer, folder: string): Promise<LayersModel> {
  const weightSpecs = topology.weightsManifest.flatMap((group) => group.weights)
  if (weightData.byteLength !== bytesOf(topology))
    throw failed(`${folder} has ${weightData.byteLength} bytes of weights instead of ${bytesOf(topology)}`)
  try {
    return await loadLayersModel({
      load: async () => ({ modelTopology: topology.modelTopology, weightSpecs, weightData }),
    })
  } catch (cause) {
    throw failed(`the weights of ${folder} do not fit its layers`, cause)
  }
}

function bytesOf(topology: io.ModelJSON): number {
  return topology.weightsManifest
    .flatMap((group) => group.weights)
    .reduce((sum, { shape, quantization }) => {
      const size = quantization?.dtype === 'float16' || quantization?.dtype === 'uint16' ? 2 : quantization ? 1 : 4
      return sum + size * shape.reduce((product, side) => product * side, 1)
    }, 0)
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes.buffer
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function failed(what: string, cause?: unknown): NetworkLoadError {
  return new NetworkLoadError('weights-failed', `The networks could not be loaded (${what}): try again.`, { cause })
}
