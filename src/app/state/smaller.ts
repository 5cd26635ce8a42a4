/** Shrunken copies of a large picture, on whichever thread asks for them. */
import type { Size } from '../../geometry/header-size.ts'

export interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly full: ImageBitmap
  /** Shrunken copies for views in which much of the picture is seen, the largest first; none where it is small already. */
  readonly smaller: readonly ImageBitmap[]
}

/** Longest side of a picture, in px, that needs no copy: what a usual window shows. */
const SHOWN = 1600

/** Longest side of each copy that a picture of this size gets, the largest first: each half of the one before, so that none is ever shrunk by more. */
export function sidesFor({ width, height }: Size): number[] {
  const sides: number[] = []
  for (let side = Math.max(width, height); side > SHOWN; sides.push(side)) side = Math.ceil(side / 2)
  return sides
}

/** Takes `full` over and adds its copies. Each is made of the one before. Closes all of them where it fails or the signal fires, and rejects. */
export async function withSmaller(full: ImageBitmap, signal?: AbortSignal): Promise<DecodedPicture> {
  const { width, height } = full
  const smaller: ImageBitmap[] = []
  try {
    for (const side of sidesFor(full)) {
      // Resizing is the browser's own work, which holds up the thread that asks for it.
      signal?.throwIfAborted()
      smaller.push(await shrink(smaller.at(-1) ?? full, side / Math.max(width, height), full))
    }
    return { width, height, full, smaller }
  } catch (reason) {
    close({ full, smaller })
    throw reason
  }
}

function shrink(from: ImageBitmap, factor: number, { width, height }: Size): Promise<ImageBitmap> {
  return createImageBitmap(from, {
    resizeWidth: Math.max(1, Math.round(width * factor)),
    resizeHeight: Math.max(1, Math.round(height * factor)),
    resizeQuality: 'high',
  })
}

export function close({ full, smaller }: Pick<DecodedPicture, 'full' | 'smaller'>) {
  for (const bitmap of [full, ...smaller]) bitmap.close()
}
