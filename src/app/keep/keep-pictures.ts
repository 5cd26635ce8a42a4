/** Writes what is opened, found and closed to the store, in that order, and says so before anything would be lost. */
import type { KeptPicture, PictureKeeper } from '../../storage/kept-pictures.ts'
import type { OpenedPicture } from '../state/picture-store.ts'

/** Left to the browser and to results, in bytes. */
const RESERVE = 64e6

export interface KeepReport {
  readonly kept: number
  readonly trouble: string | null
}

/** One tab's pictures against the store. `report` hears how many are kept and why the others are not. */
export class PictureKeeping {
  readonly #store: PictureKeeper
  readonly #visit: string
  readonly #report: (report: KeepReport) => void
  /** As they were last written. */
  readonly #written = new Map<number, OpenedPicture>()
  /** Open, but not kept: no room, or the file could not be read. */
  readonly #refused = new Set<number>()
  #tail: Promise<void> = Promise.resolve()
  #trouble: string | null = null

  constructor(store: PictureKeeper, visit: string, report: (report: KeepReport) => void) {
    this.#store = store
    this.#visit = visit
    this.#report = report
  }

  /** These come from the store: nothing to write until they change. */
  alreadyKept(pictures: readonly OpenedPicture[]) {
    for (const picture of pictures) this.#written.set(picture.id, picture)
  }

  /** Brings the store to `pictures`. Resolves when it is there; never rejects. */
  follow(pictures: readonly OpenedPicture[]): Promise<void> {
    this.#tail = this.#tail.then(() => this.#follow(pictures))
    return this.#tail
  }

  /** Forgets all of this tab's pictures in the store; they stay open and are not kept again before `reconsider`. */
  forget(): Promise<void> {
    this.#tail = this.#tail.then(async () => {
      await this.#store.remove([...this.#written.keys()]).catch(() => {})
      for (const id of this.#written.keys()) this.#refused.add(id)
      this.#written.clear()
      this.#trouble = null
      this.#tell()
    })
    return this.#tail
  }

  /** Room was made, or the user changed their mind: what was refused is tried again with the next `follow`. */
  reconsider() {
    this.#tail = this.#tail.then(() => this.#refused.clear())
  }

  async #follow(pictures: readonly OpenedPicture[]): Promise<void> {
    const open = new Set(pictures.map(({ id }) => id))
    const closed = [...this.#written.keys()].filter((id) => !open.has(id))
    const fresh = pictures.filter(({ id }) => !this.#written.has(id) && !this.#refused.has(id))
    const changed = pictures.filter((picture) => isNews(this.#written.get(picture.id), picture))
    for (const id of closed) this.#written.delete(id)
    for (const id of [...this.#refused]) if (!open.has(id)) this.#refused.delete(id)
    if (this.#refused.size === 0) this.#trouble = null
    try {
      if (closed.length > 0) await this.#store.remove(closed)
      if (fresh.length > 0) await this.#add(fresh)
      for (const picture of changed) {
        await this.#store.change(record(picture, this.#visit))
        this.#written.set(picture.id, picture)
      }
    } catch (reason) {
      this.#trouble = isFull(reason)
        ? 'The browser has no room left to keep new results over a reload. Save them before you close this tab.'
        : 'The browser refused to keep results over a reload. Save them before you close this tab.'
    }
    this.#tell()
  }

  /** All of them or, with a sentence beforehand, none. */
  async #add(fresh: readonly OpenedPicture[]): Promise<void> {
    const needed = fresh.reduce((sum, { blob }) => sum + blob.size, 0)
    const room = (await this.#store.room().catch(() => Number.POSITIVE_INFINITY)) - RESERVE
    if (needed > room) return this.#refuse(fresh, noRoom(fresh.length, needed, Math.max(0, room)))
    for (const [at, picture] of fresh.entries())
      try {
        await this.#store.add(record(picture, this.#visit), picture.blob)
        this.#written.set(picture.id, picture)
      } catch (reason) {
        if (isFull(reason)) return this.#refuse(fresh.slice(at), noRoom(fresh.length - at, needed, 0))
        this.#refuse(
          [picture],
          `${picture.name} could not be kept over a reload. Save its result before you close this tab.`,
        )
      }
  }

  #refuse(pictures: readonly OpenedPicture[], trouble: string) {
    for (const { id } of pictures) this.#refused.add(id)
    this.#trouble = trouble
  }

  #tell() {
    this.#report({ kept: this.#written.size, trouble: this.#trouble })
  }
}

function noRoom(count: number, needed: number, room: number): string {
  const what = count === 1 ? 'The last picture' : `The last ${count} pictures`
  return `${what} will not survive a reload: ${megabytes(needed)} MB are needed, the browser leaves ${megabytes(room)} MB. Save the results before you close this tab, or delete what is kept.`
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6).toLocaleString('en')

const isFull = (reason: unknown) => (reason as { name?: unknown } | null)?.name === 'QuotaExceededError'

/** A run under way is no news: after a reload it starts again. */
function isNews(before: OpenedPicture | undefined, now: OpenedPicture): boolean {
  if (!before || now.status === 'running') return false
  return before.status !== now.status || before.detection !== now.detection || before.note !== now.note
}

function record(picture: OpenedPicture, visit: string): KeptPicture {
  const { id, name, blob, detection, ranWith, failure, note, took } = picture
  const status = picture.status === 'running' ? 'waiting' : picture.status
  return { id, visit, name, status, detection, ranWith, failure, note, took, bytes: blob.size }
}
