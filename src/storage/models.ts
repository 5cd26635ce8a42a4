/** The user's own models, in IndexedDB: what they are called and what they gained apart from their weights, which are megabytes. */
import { type DBSchema, openDB } from 'idb'
import type { OwnModel, TrainingOutcome } from '../engine/protocol.ts'
import type { NetworkName, PresetName } from '../networks/preset.ts'

/** Before and after, as the training measured them, and what it was trained on. */
export interface ModelReport {
  readonly pictures: number
  readonly faces: number
  /** Which pictures `before` and `after` were measured on. */
  readonly measuredOn: 'report' | 'select'
  readonly before: TrainingOutcome['result']['before']
  readonly after: TrainingOutcome['result']['before']
  readonly trained: readonly NetworkName[]
}

export interface ModelFacts {
  readonly id: string
  readonly name: string
  /** Date.now() */
  readonly created: number
  readonly preset: PresetName
  /** What it was trained from: a preset's name, or another own model's. */
  readonly base: string
  /** Null for a model whose file had none. */
  readonly report: ModelReport | null
  /** Of the weights. */
  readonly bytes: number
  /** Whether it restores pictures before it searches them, as its cascade says; absent: not. */
  readonly restores?: boolean
}

export interface KeptModel {
  readonly facts: ModelFacts
  readonly model: OwnModel
}

interface Schema extends DBSchema {
  facts: { key: string; value: ModelFacts }
  weights: { key: string; value: OwnModel }
}

/** All rejections are the database's own; a QuotaExceededError where the device has no room, and then nothing was written. */
export interface ModelStore {
  /** Oldest first. */
  list(): Promise<readonly ModelFacts[]>
  add(kept: KeptModel): Promise<void>
  load(id: string): Promise<KeptModel | null>
  remove(id: string): Promise<void>
}

const BOTH = ['facts', 'weights'] as const

/** Rejects where the browser has no IndexedDB for this page. */
export async function openModels(): Promise<ModelStore> {
  const db = await openDB<Schema>('specklens-models', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('facts')
      fresh.createObjectStore('weights')
    },
    // Another tab brings a newer page: let it.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  })
  return {
    list: async () => (await db.getAll('facts')).sort((a, b) => a.created - b.created),
    async add({ facts, model }) {
      const change = db.transaction(BOTH, 'readwrite')
      await Promise.all([
        change.objectStore('facts').put(facts, facts.id),
        change.objectStore('weights').put(model, facts.id),
        change.done,
      ])
    },
    async load(id) {
      const read = db.transaction(BOTH)
      const [facts, model] = await Promise.all([read.objectStore('facts').get(id), read.objectStore('weights').get(id)])
      return facts && model ? { facts, model } : null
    },
    async remove(id) {
      const change = db.transaction(BOTH, 'readwrite')
      await Promise.all([change.objectStore('facts').delete(id), change.objectStore('weights').delete(id), change.done])
    },
  }
}

/** Bytes of all weights of a model. */
export function bytesOfModel({ networks }: Pick<OwnModel, 'networks'>): number {
  return Object.values(networks)
    .flatMap((weights) => Object.values(weights ?? {}))
    .reduce((sum, { byteLength }) => sum + byteLength, 0)
}
