/** A first look at a picture before any network is loaded: is it one, and what should the user know about it? */
import { isAnimated } from '../intake/animation.ts'
import { headOf, kindOf } from '../intake/kind.ts'
import { bitmapOf } from './bitmap-of.ts'
import { decodePicture } from './decoded-picture.ts'
import { failureOf, notAnImage } from './failure.ts'
import { type OpenedPicture, usePictures } from './picture-store.ts'

/** The note for the user or null. Rejects with an EngineFailure where the browser cannot open the file. */
export async function inspect({ id, blob, name }: OpenedPicture): Promise<string | null> {
  try {
    // The picture that is looked at is decoded for the stage anyway.
    if (usePictures.getState().currentId === id) await decodePicture(blob)
    else (await bitmapOf(blob)).close()
  } catch (reason) {
    if (failureOf(reason).code === 'picture-too-large') throw reason
    const kind = await headOf(blob).then(kindOf, () => null)
    throw notAnImage(name, blob.type, kind)
  }
  return (await isAnimated(blob)) ? 'This picture moves: only its first frame is searched.' : null
}
