/**
 * The pictures that are open and what was found in them, in IndexedDB, so that a reload loses nothing. A visit is one tab's
 * life, reloads included: two tabs do not mix. Records and files lie apart, so that a new result does not rewrite the file.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Detection } from '../detection/face.ts'
import type { EngineFailure } from '../engine/protocol.ts'
import { freeBytes, withFiles } from './records-and-files.ts'

export interface KeptPicture {
  /** Unique over all visits. */
  readonly id: number
  readonly visit: string
  readonly name: string
  readonly status: 'waiting' | 'done' | 'failed' | 'stopped'
  readonly detection: Detection | null
  /** Unchecked: the caller knows what settings look like. */
  readonly ranWith: unknown
  readonly failure: EngineFailure | null
  readonly note: string | null
  /** ms */
  readonly took: number
  /** Of the file. */
  readonly bytes: number
}

export interface KeptVisit {
  readonly visit: string
  readonly pictures: number
  readonly bytes: number
}

interface Schema extends DBSchema {
  pictures: { key: number; value: KeptPicture; indexes: { visit: string } }
  files: { key: number; value: Blob }
}

/** What the page needs of the store; a test gives it another one. All rejections are the database's own. */
export interface PictureKeeper {
  /** Rejects with a QuotaExceededError where the device has no room; then nothing of it was written. */
  add(picture: KeptPicture, file: Blob): Promise<void>
  /** Replaces the record of a picture that was added; one that was not stays unkept. */
  change(picture: KeptPicture): Promise<void>
  remove(ids: readonly number[]): Promise<void>
  visits(): Promise<readonly KeptVisit[]>
  /** In the order in which they were opened. */
  load(visit: string): Promise<readonly { readonly picture: KeptPicture; readonly file: Blob }[]>
  /** Bytes that the browser still lets this page write; Infinity where it does not say. */
  room(): Promise<number>
}

/** Rejects where the browser has no IndexedDB for this page (a private window of some browsers). */
export async function openKeptPictures(): Promise<PictureKeeper> {
  const db = await openDB<Schema>('specklens-pictures', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('pictures', { keyPath: 'id' }).createIndex('visit', 'visit')
      fresh.createObjectStore('files')
    },
    // Another tab brings a newer page: let it.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  })
  return keeperOn(db)
}

function keeperOn(db: IDBPDatabase<Schema>): PictureKeeper {
  const both = ['pictures', 'files'] as const
  return {
    async add(picture, file) {
      const change = db.transaction(both, 'readwrite')
      await Promise.all([
        change.objectStore('pictures').put(picture),
        change.objectStore('files').put(file, picture.id),
        change.done,
      ])
    },
    async change(picture) {
      const change = db.transaction('pictures', 'readwrite')
      if ((await change.store.getKey(picture.id)) !== undefined) await change.store.put(picture)
      await change.done
    },
    async remove(ids) {
      const change = db.transaction(both, 'readwrite')
      for (const id of ids) {
        void change.objectStore('pictures').delete(id)
        void change.objectStore('files').delete(id)
      }
      await change.done
    },
    async visits() {
      const visits = new Map<string, KeptVisit>()
      for await (const { value } of db.transaction('pictures').store) {
        const { visit, bytes } = value
        const sum = visits.get(visit) ?? { visit, pictures: 0, bytes: 0 }
        visits.set(visit, { visit, pictures: sum.pictures + 1, bytes: sum.bytes + bytes })
      }
      return [...visits.values()]
    },
    async load(visit) {
      const read = db.transaction(both)
      const pictures = await read.objectStore('pictures').index('visit').getAll(visit)
      return withFiles(pictures, (id) => read.objectStore('files').get(id))
    },
    room: freeBytes,
  }
}
