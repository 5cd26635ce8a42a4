/** The file of a picture with its faces hidden, made on whichever thread it runs: pixels alone, without EXIF. */
import { canvasOf, encode } from '../out/canvas.ts'
import type { OutCall } from '../out/out-job.ts'
import { type HideOptions, hideFaces, type Place } from './hide-faces.ts'

export type PictureType = 'png' | 'jpeg'

/** Crosses to the worker, so it is plain data. */
export interface FileWish {
  readonly blob: Blob
  /** px of the picture. */
  readonly faces: readonly Place[]
  readonly options: HideOptions
  readonly type: PictureType
}

export async function hiddenFile({ blob, faces, options, type }: FileWish, call: OutCall): Promise<Blob> {
  const context = await canvasOf(blob)
  await hideFaces(context, faces, options, call)
  return encode(context, `image/${type}`)
}
