/** Loads trained networks from static files, counting bytes; every failure says what to do. */
import type { io } from '@tensorflow/tfjs-core'
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers'
import { type FileSource, failed, joined, loadBytes, loadJson, NetworkLoadError } from './files.ts'
import type { NetworkName, PresetName } from './preset.ts'

export interface LoadRequest extends FileSource {
  readonly preset: PresetName
  readonly networks: readonly NetworkName[]
  /** Bytes of weights, over all networks of the request. */
  readonly onBytes?: (loaded: number, total: number) => void
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
  const sizes = topologies.map((topology, index) =>
    topology.weightsManifest.map((group) => bytesOf(group, folders[index] as string)),
  )
  const total = sizes.flat().reduce((sum, size) => sum + size, 0)
  let loaded = 0
  onBytes?.(0, total)
  const count = (bytes: number) => {
    loaded += bytes
    onBytes?.(loaded, total)
  }
  const weights: ArrayBuffer[] = []
  for (const [index, folder] of folders.entries()) {
    const parts: Uint8Array[] = []
    for (const [at, { paths }] of (topologies[index] as io.ModelJSON).weightsManifest.entries()) {
      // This project's groups are one file each.
      if (paths.length !== 1) throw failed(`${folder} has a group of weights in ${paths.length} files`)
      parts.push(await loadBytes(request, `${folder}/${paths[0]}`, sizes[index]?.[at] as number, count))
    }
    weights.push(joined(parts).buffer)
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

async function build(topology: io.ModelJSON, weightData: ArrayBuffer, folder: string): Promise<LayersModel> {
  const weightSpecs = topology.weightsManifest.flatMap((group) => group.weights)
  try {
    return await loadLayersModel({
      load: async () => ({ modelTopology: topology.modelTopology, weightSpecs, weightData }),
    })
  } catch (cause) {
    throw failed(`the weights of ${folder} do not fit its layers`, cause)
  }
}

/** What asks for more memory than this is no network of this page. */
const MOST_BYTES = 512e6

/** Bytes of the weights of one manifest group. @throws NetworkLoadError where a shape cannot be */
function bytesOf(group: io.WeightsManifestConfig[number], folder: string): number {
  const sizes = group.weights.map(({ name, shape, quantization }) => {
    const whole = Array.isArray(shape) && shape.every((side) => Number.isSafeInteger(side) && side >= 0)
    if (!whole) throw failed(`${folder} names a weight ${name} of the shape ${JSON.stringify(shape)}`)
    const size = quantization?.dtype === 'float16' || quantization?.dtype === 'uint16' ? 2 : quantization ? 1 : 4
    return size * shape.reduce((product, side) => product * side, 1)
  })
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > MOST_BYTES) throw failed(`${folder} asks for ${(bytes / 1e6).toFixed(0)} MB of weights`)
  return bytes
}
