/** Many files as one zip, taken one after the other so that not all of them lie in memory at once. */
import { downloadZip } from 'client-zip'

export interface ZipEntry {
  /** Path within the zip. */
  readonly name: string
  readonly input: Blob | string
}

/** Entries are stored without compression: most are PNG. Rejects with what `entries` throws, so an abort in there ends it. */
export async function zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): Promise<Blob> {
  const lastModified = new Date()
  async function* dated() {
    for await (const entry of entries) yield { ...entry, lastModified }
  }
  return new Blob([await downloadZip(dated()).blob()], { type: 'application/zip' })
}
