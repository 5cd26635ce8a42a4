/** Shrunken copies of a large picture. */

export interface SmallerRequest {
  readonly blob: Blob
  /** Longest side of each copy in px, the largest first. */
  readonly sides: readonly number[]
}

export interface SmallerAnswer {
  readonly full: ImageBitmap
  readonly smaller: readonly ImageBitmap[]
}

/** Each copy is made of the one before; `full` stays open. Resizing is the browser's own work, which holds up the thread that asks for it. */
export async function shrink(full: ImageBitmap, sides: readonly number[]): Promise<ImageBitmap[]> {
  const copies: ImageBitmap[] = []
  for (const side of sides) {
    const factor = side / Math.max(full.width, full.height)
    copies.push(
      await createImageBitmap(copies.at(-1) ?? full, {
        resizeWidth: Math.max(1, Math.round(full.width * factor)),
        resizeHeight: Math.max(1, Math.round(full.height * factor)),
        resizeQuality: 'high',
      }),
    )
  }
  return copies
}
