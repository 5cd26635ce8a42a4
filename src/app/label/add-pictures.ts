/** Puts pictures into the project: measured, under a name of their own, and none of them twice. */
import type { KnownFace } from '../../formats/known.ts'
import { english } from '../i18n/t.ts'
import type { OutCall } from '../out/out-job.ts'
import type { Size } from '../stage/view.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import { withFaces } from '../state/label-faces.ts'
import { useLabels } from '../state/label-store.ts'

export interface Incoming {
  readonly name: string
  readonly blob: Blob
  /** px, where it is known. */
  readonly size?: Size
  readonly proposals?: readonly KnownFace[]
}

export interface Added {
  readonly added: number
  /** In the project before. */
  readonly known: number
  /** Names of files that the browser cannot open as pictures. */
  readonly unreadable: readonly string[]
  /** Names in the project by the names that the files came with, where those were taken. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Pictures that appear together. */
const BATCH = 16

/** Adds what is not in the project yet; a picture that is there without labels gets the proposals. An abort keeps what was added. */
export async function addToProject(incoming: readonly Incoming[], { signal, onProgress }: OutCall): Promise<Added> {
  const unreadable: string[] = []
  const renamed = new Map<string, string>()
  let known = 0
  let added = 0
  let batch: LabelPicture[] = []
  const flush = () => {
    added += batch.length
    useLabels.getState().add(batch)
    batch = []
  }
  for (const [at, one] of incoming.entries()) {
    if (signal.aborted) break
    onProgress({ done: at, total: incoming.length })
    const { pictures } = useLabels.getState()
    const same = pictures.find(({ name, file }) => name === one.name && file.size === one.blob.size)
    if (same) {
      known += 1
      if (same.faces.length === 0 && !same.done) propose(same, one.proposals ?? [])
      continue
    }
    const size = one.size ?? (await measure(one.blob))
    if (!size) {
      unreadable.push(one.name)
      continue
    }
    const taken = new Set([...pictures, ...batch].map(({ name }) => name.toLowerCase()))
    const { width, height } = size
    const faces = withFaces([], one.proposals ?? [])
    const name = freeName(one.name, taken)
    if (name !== one.name) renamed.set(one.name, name)
    batch.push({
      id: nextId(pictures),
      name,
      file: one.blob,
      width,
      height,
      faces,
      done: false,
    })
    if (batch.length >= BATCH) flush()
  }
  flush()
  return { added, known, unreadable, renamed }
}

function propose({ id, faces }: LabelPicture, proposals: readonly KnownFace[]) {
  const marks = new Map([[id, { faces: withFaces(faces, proposals) }]])
  useLabels.getState().edit({ words: english('Proposals'), marks })
}

/** null where it is no picture that the browser opens. */
export async function measure(blob: Blob): Promise<Size | null> {
  try {
    const bitmap = await createImageBitmap(blob)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height }
  } catch {
    return null
  }
}

let lastId = 0

/** Rises, over visits too. */
function nextId(pictures: readonly LabelPicture[]): number {
  lastId = Math.max(lastId + 1, Date.now(), (pictures.at(-1)?.id ?? 0) + 1)
  return lastId
}

/** `a.jpg`, `a-2.jpg`, … the first that `taken` (lower case) does not hold. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.')
  const end = dot > name.lastIndexOf('/') + 1 ? dot : name.length
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++)
    free = `${name.slice(0, end)}-${number}${name.slice(end)}`
  return free
}
