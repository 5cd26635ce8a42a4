/** Many files as one zip, taken one after the other so that not all of them lie in memory at once. */
import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js'

export interface ZipEntry {
  /** Path within the zip. */
  readonly name: string
  readonly input: Blob | string
}

/** Entries are stored without compression: most are PNG. Rejects with what `entries` throws, so an abort in there ends it. */
export async function zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): Promise<Blob> {
  const lastModDate = new Date()
  const writer = new ZipWriter(new BlobWriter('application/zip'), { level: 0, useWebWorkers: false, lastModDate })
  for await (const { name, input } of entries)
    await writer.add(name, typeof input === 'string' ? new TextReader(input) : new BlobReader(input))
  return writer.close()
}
