/** Elements with equal options share one detector: one worker, one set of networks. */
import { createDetector, type Detector, type DetectorOptions } from './specklens.ts'

export type SharedOptions = Pick<DetectorOptions, 'preset' | 'backend' | 'assets'>

type Create = typeof createDetector

interface Entry {
  readonly detector: Promise<Detector>
  users: number
}

/** Counts the users of each detector; the last one to leave disposes it. */
export class SharedDetectors {
  readonly #create: Create
  readonly #entries = new Map<string, Entry>()

  constructor(create: Create = createDetector) {
    this.#create = create
  }

  /** The detector for these options and the way to give it back, once. A failed start is not kept: the next use tries anew. */
  use(
    options: SharedOptions,
    onProgress?: DetectorOptions['onProgress'],
  ): { detector: Promise<Detector>; release(): void } {
    const key = JSON.stringify([options.preset, options.backend, options.assets?.toString()])
    const entry = this.#entries.get(key) ?? this.#start(key, options, onProgress)
    entry.users++
    let released = false
    const release = () => {
      if (released) return
      released = true
      entry.users--
      if (entry.users > 0) return
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
      entry.detector.then(
        (detector) => detector.dispose(),
        () => {},
      )
    }
    return { detector: entry.detector, release }
  }

  #start(key: string, options: SharedOptions, onProgress?: DetectorOptions['onProgress']): Entry {
    const entry: Entry = { detector: this.#create({ ...options, ...(onProgress ? { onProgress } : {}) }), users: 0 }
    this.#entries.set(key, entry)
    entry.detector.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    return entry
  }
}
