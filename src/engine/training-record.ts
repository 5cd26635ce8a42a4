/** What of a run under way is kept in IndexedDB, how often, and what is said where the browser keeps nothing. */
import { type KeptProgress, openTrainingStore, type TrainingStore } from '../storage/training-checkpoint.ts'
import type { Checkpoint, TrainingProgress } from '../training/progress.ts'
import type { TrainingEvent, TrainingOutcome, TrainingPoint, TrainingRun } from './protocol.ts'

/** ms between two checkpoints, where a step is not longer. */
const SAVE_EVERY = 30_000

type Emit = (event: TrainingEvent) => void

export class TrainingRecord {
  readonly #id: string
  readonly #store: TrainingStore | null
  readonly #emit: Emit
  readonly #points: TrainingPoint[]
  readonly #notices: string[]
  readonly #before: number
  #worked = 0
  #saved = performance.now()
  #checkpoint: Checkpoint | null

  private constructor(id: string, store: TrainingStore | null, found: KeptProgress | null, emit: Emit) {
    this.#id = id
    this.#store = store
    this.#emit = emit
    this.#checkpoint = (found?.checkpoint ?? null) as Checkpoint | null
    this.#points = [...(found?.points ?? [])]
    this.#notices = [...(found?.notices ?? [])]
    this.#before = found?.milliseconds ?? 0
  }

  /** Keeps the run itself, and finds how far it came before. Never rejects: without a store it says so and trains on. */
  static async open(run: TrainingRun, emit: Emit): Promise<TrainingRecord> {
    try {
      const store = await openTrainingStore()
      await store.begin({ run, started: Date.now() })
      return new TrainingRecord(run.id, store, await store.progress(run.id), emit)
    } catch (reason) {
      const full = (reason as { name?: unknown }).name === 'QuotaExceededError'
      const why = full ? 'The browser has no room left for it' : 'The browser lets the page keep nothing'
      emit({ kind: 'checkpoint', saved: false, notice: `${why}: closing this tab would end the training for good.` })
      return new TrainingRecord(run.id, null, null, emit)
    }
  }

  /** Where to go on from. */
  get checkpoint(): Checkpoint | null {
    return this.#checkpoint
  }

  get milliseconds(): number {
    return this.#before + this.#worked
  }

  /** Notes a step that took `milliseconds`, and saves a checkpoint when it is time, or at once with `now`. */
  async note({ checkpoint, notice, ...point }: TrainingProgress, milliseconds: number): Promise<void> {
    this.#worked += milliseconds
    this.#points.push(point)
    this.#emit({ kind: 'point', point })
    if (notice) {
      this.#notices.push(notice)
      this.#emit({ kind: 'notice', notice })
    }
    if (checkpoint && performance.now() - this.#saved >= SAVE_EVERY) await this.save(checkpoint)
  }

  /** Copies the weights and writes them. A refusal is said, and costs no more than the way back. */
  async save(copy: () => Promise<Checkpoint>): Promise<void> {
    this.#checkpoint = await copy()
    await this.#write(null)
    this.#saved = performance.now()
  }

  /** Keeps what came out until it is decided upon. */
  async finish(outcome: TrainingOutcome): Promise<void> {
    await this.#write(outcome)
  }

  close(): void {
    this.#store?.close()
  }

  async #write(outcome: TrainingOutcome | null): Promise<void> {
    if (!this.#store) return
    const progress = {
      checkpoint: outcome ? null : this.#checkpoint,
      points: this.#points,
      notices: this.#notices,
      milliseconds: this.milliseconds,
      outcome,
    }
    try {
      await this.#store.save(this.#id, progress)
      this.#emit({ kind: 'checkpoint', saved: true })
    } catch {
      const notice =
        'The browser had no room for the last checkpoint: closing this tab now would lose more of the training.'
      this.#emit({ kind: 'checkpoint', saved: false, notice })
    }
  }
}
