/** What stores of pictures have in common: records and their files lie apart, and the device has only so much room. */

/** Each record with its file; records whose file is gone are left out. */
export async function withFiles<Picture extends { readonly id: number }>(
  pictures: readonly Picture[],
  fileOf: (id: number) => Promise<Blob | undefined>,
): Promise<{ readonly picture: Picture; readonly file: Blob }[]> {
  const files = await Promise.all(pictures.map(({ id }) => fileOf(id)))
  return pictures.flatMap((picture, at) => {
    const file = files[at]
    return file ? [{ picture, file }] : []
  })
}

/** Bytes that the browser still lets this page write; Infinity where it does not say. */
export async function freeBytes(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0)
}
