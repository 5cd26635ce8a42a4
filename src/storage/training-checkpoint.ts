/**
 * The training run under way, in IndexedDB: its pictures and settings once, its checkpoint again and again, and what came out
 * until it is kept or discarded. So a closed tab costs half a minute. One run at a time.
 */
import { type DBSchema, openDB } from 'idb'
import type { TrainingOutcome, TrainingPoint, TrainingRun } from '../engine/protocol.ts'

export interface KeptRun {
  readonly run: TrainingRun
  /** Date.now() of the start. */
  readonly started: number
}

export interface KeptProgress {
  /** The trainer's own; null before the first step. */
  readonly checkpoint: unknown
  readonly points: readonly TrainingPoint[]
  readonly notices: readonly string[]
  /** Milliseconds of work so far. */
  readonly milliseconds: number
  /** Null while it trains. */
  readonly outcome: TrainingOutcome | null
}

interface Schema extends DBSchema {
  runs: { key: string; value: KeptRun }
  progress: { key: string; value: KeptProgress }
}

/** All rejections are the database's own; a QuotaExceededError where the device has no room, and then nothing was written. */
export interface TrainingStore {
  /** Forgets every other run. A run that is known already keeps its progress. */
  begin(kept: KeptRun): Promise<void>
  /** Writes nothing of a run that was forgotten: its worker may hear of that a moment later. */
  save(id: string, progress: KeptProgress): Promise<void>
  progress(id: string): Promise<KeptProgress | null>
  /** The run that was not brought to its end, or whose outcome waits for a decision. */
  unfinished(): Promise<(KeptRun & { readonly progress: KeptProgress | null }) | null>
  clear(): Promise<void>
  close(): void
}

const BOTH = ['runs', 'progress'] as const

/** A run is marked by this lock while a tab works on it: another tab then does not offer it. */
export const trainingLock = (id: string) => `specklens-training:${id}`

/** Rejects where the browser has no IndexedDB for this page. */
export async function openTrainingStore(): Promise<TrainingStore> {
  const db = await openDB<Schema>('specklens-training', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('runs')
      fresh.createObjectStore('progress')
    },
    // Another tab brings a newer page: let it.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  })
  return {
    async begin(kept) {
      const { id } = kept.run
      if ((await db.getKey('runs', id)) !== undefined) return
      const change = db.transaction(BOTH, 'readwrite')
      await Promise.all([
        change.objectStore('runs').clear(),
        change.objectStore('progress').clear(),
        change.objectStore('runs').put(kept, id),
        change.done,
      ])
    },
    async save(id, progress) {
      const change = db.transaction(BOTH, 'readwrite')
      const known = (await change.objectStore('runs').getKey(id)) !== undefined
      await Promise.all([known && change.objectStore('progress').put(progress, id), change.done])
    },
    progress: async (id) => (await db.get('progress', id)) ?? null,
    async unfinished() {
      const [kept] = await db.getAll('runs')
      return kept ? { ...kept, progress: (await db.get('progress', kept.run.id)) ?? null } : null
    },
    async clear() {
      const change = db.transaction(BOTH, 'readwrite')
      await Promise.all([change.objectStore('runs').clear(), change.objectStore('progress').clear(), change.done])
    },
    close: () => db.close(),
  }
}
