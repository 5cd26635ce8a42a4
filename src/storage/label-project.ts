/**
 * The labelled pictures in IndexedDB, one project a device. Records and files lie apart, so that moving a box does not rewrite
 * a picture. Writes are on the disk when they resolve: a crash right after loses nothing.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KnownFace } from '../formats/known.ts'
import { freeBytes, withFiles } from './records-and-files.ts'

export interface LabelFace extends KnownFace {
  /** Unique within its picture. */
  readonly id: number
}

export interface LabelRecord {
  /** Rises in the order in which pictures were added. */
  readonly id: number
  /** Unique within the project: a path with forward slashes. */
  readonly name: string
  /** px, EXIF orientation applied. */
  readonly width: number
  readonly height: number
  readonly faces: readonly LabelFace[]
  /** A person has said that every face has its box. */
  readonly done: boolean
}

interface Schema extends DBSchema {
  pictures: { key: number; value: LabelRecord }
  files: { key: number; value: Blob }
}

/** What the page needs of the store; a test gives it another one. All rejections are the database's own. */
export interface LabelKeeper {
  /** Rejects with a QuotaExceededError where the device has no room; then nothing of it was written. */
  add(picture: LabelRecord, file: Blob): Promise<void>
  /** Replaces records of pictures that were added, all or none of them. */
  change(pictures: readonly LabelRecord[]): Promise<void>
  remove(ids: readonly number[]): Promise<void>
  load(): Promise<readonly { readonly picture: LabelRecord; readonly file: Blob }[]>
  /** Bytes that the browser still lets this page write; Infinity where it does not say. */
  room(): Promise<number>
}

/** Rejects where the browser has no IndexedDB for this page (a private window of some browsers). */
export async function openLabelProject(): Promise<LabelKeeper> {
  const db = await openDB<Schema>('specklens-labels', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('pictures', { keyPath: 'id' })
      fresh.createObjectStore('files')
    },
    // Another tab brings a newer page: let it.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  })
  return keeperOn(db)
}

const ON_DISK = { durability: 'strict' } as const

function keeperOn(db: IDBPDatabase<Schema>): LabelKeeper {
  const both = ['pictures', 'files'] as const
  return {
    async add(picture, file) {
      const change = db.transaction(both, 'readwrite', ON_DISK)
      await Promise.all([
        change.objectStore('pictures').put(picture),
        change.objectStore('files').put(file, picture.id),
        change.done,
      ])
    },
    async change(pictures) {
      const change = db.transaction('pictures', 'readwrite', ON_DISK)
      await Promise.all([...pictures.map((picture) => change.store.put(picture)), change.done])
    },
    async remove(ids) {
      const change = db.transaction(both, 'readwrite', ON_DISK)
      for (const id of ids) {
        void change.objectStore('pictures').delete(id)
        void change.objectStore('files').delete(id)
      }
      await change.done
    },
    async load() {
      const read = db.transaction(both)
      const pictures = await read.objectStore('pictures').getAll()
      return withFiles(pictures, (id) => read.objectStore('files').get(id))
    },
    room: freeBytes,
  }
}
