/** Weights of the user's own, put into the networks of the preset that they were made of. */
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type Cascade, parseCascade } from '../detection/cascade.ts'
import { NetworkLoadError } from '../networks/files.ts'
import type { NetworkName } from '../networks/preset.ts'
import { writeWeights } from '../training/weights.ts'
import type { OwnModel } from './protocol.ts'

/** @throws NetworkLoadError where a weight is missing or of another size */
export function writeOwn(names: readonly NetworkName[], models: readonly LayersModel[], { networks }: OwnModel): void {
  for (const [index, name] of names.entries()) {
    const [weights, model] = [networks[name], models[index]]
    if (!weights || !model) continue
    try {
      writeWeights(model, weights)
    } catch (cause) {
      throw damaged(cause)
    }
  }
}

/** The model's cascade, checked field by field. @throws NetworkLoadError */
export function ownCascade({ cascade }: OwnModel): Cascade {
  try {
    return parseCascade(cascade)
  } catch (cause) {
    throw damaged(cause)
  }
}

function damaged(cause: unknown): NetworkLoadError {
  const { message } = cause as Error
  return new NetworkLoadError('weights-failed', `Your own model is damaged (${message}): choose another model.`, {
    cause,
  })
}
