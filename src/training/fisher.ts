/** MB-FCN's Fisher information, where pretraining measured it: how much the training loss hangs on each weight (pretraining/fisher.py). */
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type FileSource, loadBytes } from '../networks/files.ts'
import { networkFolder } from '../networks/load.ts'
import type { PresetName } from '../networks/preset.ts'
import { learningWeights } from './weights.ts'

/** By weight name: one value for each place on the weight's last axis (a convolution's output channels). The mean over all weights is 1. */
export type Fisher = Readonly<Record<string, Float32Array<ArrayBuffer>>>

const DIGEST_BYTES = 32

/**
 * The file beside MB-FCN's weights, held against its hash as they are; null where the build has none, or one of other weights.
 * `source.hashes` say which files there are. @throws NetworkLoadError, or the signal's reason
 */
export async function loadFisher(source: FileSource, preset: PresetName, mbfcn: LayersModel): Promise<Fisher | null> {
  const folder = networkFolder(preset, 'mbfcn')
  const path = `${folder}/fisher.bin`
  // Asking for a file that is not there would be an error in the browser's console.
  if (source.hashes?.[path] === undefined) return null
  const bytes = await loadBytes(source, path, fisherBytes(mbfcn), () => {})
  const weights = Array.from(bytes.subarray(0, DIGEST_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return weights === source.hashes[`${folder}/weights.bin`] ? readFisher(bytes, mbfcn) : null
}

/** In the order of names, which is the same in every language. */
function placesOf(mbfcn: LayersModel): (readonly [name: string, places: number])[] {
  const weights = [...learningWeights(mbfcn, 'all')].map(([name, { shape }]) => [name, shape.at(-1) ?? 1] as const)
  return weights.sort(([one], [other]) => (one < other ? -1 : 1))
}

function fisherBytes(mbfcn: LayersModel): number {
  return DIGEST_BYTES + placesOf(mbfcn).reduce((sum, [, places]) => sum + 2 * places, 0)
}

/** `bytes`: SHA-256 of the weights, then float16. */
function readFisher(bytes: Uint8Array<ArrayBuffer>, mbfcn: LayersModel): Fisher {
  const specs = placesOf(mbfcn).map(([name, places]) => ({
    name,
    shape: [places],
    dtype: 'float32' as const,
    quantization: { dtype: 'float16' as const, original_dtype: 'float32' as const },
  }))
  const tensors = tf.io.decodeWeights(bytes.slice(DIGEST_BYTES).buffer, specs)
  const values = Object.entries(tensors).map(
    ([name, tensor]) => [name, new Float32Array(tensor.dataSync<'float32'>())] as const,
  )
  tf.dispose(tensors)
  return Object.fromEntries(values)
}
