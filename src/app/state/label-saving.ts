/** Writes labels to the store as they are made, and says so before any would be lost. */
import type { LabelKeeper, LabelRecord } from '../../storage/label-project.ts'
import type { LabelPicture } from './label-edits.ts'

/** Left to the browser, and to labels of the pictures that are kept, in bytes. */
const RESERVE = 64e6

export interface SavingReport {
  /** Pictures whose last state is not in the store yet. */
  readonly unsaved: number
  /** Why a reload would lose something, with the remedy; null where it would not. */
  readonly trouble: string | null
}

/** Keeps the store in step with the pictures. Writes come one after the other, and what changes meanwhile goes in the next one. */
export class LabelSaving {
  readonly #store: LabelKeeper
  readonly #report: (report: SavingReport) => void
  /** As they were last written. */
  readonly #written = new Map<number, LabelPicture>()
  /** Whose file found no room. */
  readonly #refused = new Set<number>()
  #wanted: readonly LabelPicture[]
  #trouble: string | null = null
  #working: Promise<void> | null = null

  /** `kept` come from the store. */
  constructor(store: LabelKeeper, kept: readonly LabelPicture[], report: (report: SavingReport) => void) {
    this.#store = store
    this.#report = report
    this.#wanted = kept
    for (const picture of kept) this.#written.set(picture.id, picture)
  }

  /** Brings the store to `pictures`. Resolves when it is there, or the trouble has been reported; never rejects. */
  follow(pictures: readonly LabelPicture[]): Promise<void> {
    this.#wanted = pictures
    this.#tell()
    this.#working ??= this.#work()
    return this.#working
  }

  /** Tries what was refused again: room may have been made. */
  retry(): Promise<void> {
    this.#refused.clear()
    this.#trouble = null
    return this.follow(this.#wanted)
  }

  async #work(): Promise<void> {
    try {
      let pictures: readonly LabelPicture[]
      do {
        pictures = this.#wanted
        await this.#bring(pictures)
        this.#tell()
      } while (this.#wanted !== pictures)
    } catch (reason) {
      this.#trouble = isFull(reason)
        ? 'The browser has no room left for your last changes. Save the project as a zip before you close this tab.'
        : 'The browser refused to store your last changes. Save the project as a zip before you close this tab.'
      this.#tell()
    } finally {
      // In the same breath as the loop's last look, so that no change falls in between.
      this.#working = null
    }
  }

  async #bring(pictures: readonly LabelPicture[]): Promise<void> {
    const there = new Set(pictures.map(({ id }) => id))
    const gone = [...this.#written.keys()].filter((id) => !there.has(id))
    if (gone.length > 0) {
      await this.#store.remove(gone)
      for (const id of gone) this.#written.delete(id)
      // What was taken out may have made room.
      this.#refused.clear()
    }
    for (const id of [...this.#refused]) if (!there.has(id)) this.#refused.delete(id)
    const changed = pictures.filter((picture) => {
      const before = this.#written.get(picture.id)
      return before !== undefined && before !== picture
    })
    if (changed.length > 0) {
      await this.#store.change(changed.map(recordOf))
      for (const picture of changed) this.#written.set(picture.id, picture)
    }
    const fresh = pictures.filter(({ id }) => !this.#written.has(id) && !this.#refused.has(id))
    if (fresh.length > 0) await this.#add(fresh)
    if (this.#refused.size === 0) this.#trouble = null
  }

  /** All of them or, with a sentence, none of those that find no room. */
  async #add(fresh: readonly LabelPicture[]): Promise<void> {
    const needed = fresh.reduce((sum, { file }) => sum + file.size, 0)
    const room = (await this.#store.room().catch(() => Number.POSITIVE_INFINITY)) - RESERVE
    if (needed > room) return this.#refuse(fresh, needed, room)
    for (const [at, picture] of fresh.entries())
      try {
        await this.#store.add(recordOf(picture), picture.file)
        this.#written.set(picture.id, picture)
      } catch (reason) {
        if (isFull(reason)) return this.#refuse(fresh.slice(at), needed, 0)
        this.#refused.add(picture.id)
        this.#trouble = `${picture.name} could not be stored. Save the project as a zip before you close this tab.`
      }
  }

  #refuse(pictures: readonly LabelPicture[], needed: number, room: number) {
    for (const { id } of pictures) this.#refused.add(id)
    const what = pictures.length === 1 ? 'The last picture' : `The last ${pictures.length} pictures`
    this.#trouble = `${what} and their labels will not survive a reload: ${megabytes(needed)} MB are needed, the browser leaves ${megabytes(Math.max(0, room))} MB. Save the project as a zip before you close this tab, or take pictures out.`
  }

  #tell() {
    const unsaved = this.#wanted.filter((picture) => this.#written.get(picture.id) !== picture).length
    this.#report({ unsaved, trouble: this.#trouble })
  }
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6).toLocaleString('en')

const isFull = (reason: unknown) => (reason as { name?: unknown } | null)?.name === 'QuotaExceededError'

function recordOf({ id, name, width, height, faces, done }: LabelPicture): LabelRecord {
  return { id, name, width, height, faces, done }
}
