/**
 * Threads of our own that share tfjs-wasm's memory. They take blocks of work from a counter beside the thread that calls; who is not there yet
 * is not waited for, so a browser that never starts them costs nothing but their help.
 */

import { endsWithThis } from '../retire.ts'

/** Places in the control block, int32. */
const [OPEN, ACTIVE, NEXT, LAST, BLOCK, READY, BROKEN, COUNT, ARGUMENTS] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const MOST_ARGUMENTS = 24
/** What OPEN holds once the members are to leave. */
const OVER = -1
/** ms after which a member that neither finishes its block nor fails is given up: a block takes some milliseconds. */
const PATIENCE = 10_000

/** What a member runs: `work(index, arguments, first, last)` is made by `source` from the instance's exports. */
export interface Trade {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  /**
   * JavaScript of a function of the module's exports that returns `(member, arguments, first, last) => void`; it may refer to nothing else. A
   * unit that is done twice must come out as one that is done once.
   */
  readonly source: string
}

/**
 * The loop of a member. A job is open while OPEN holds its number. A member counts itself among the ACTIVE before it looks whether the job is
 * still open, and the caller closes the job before it waits for ACTIVE to become 0: so neither misses the other. When it is over a member
 * returns: what waits when it is terminated goes on for another 2 s in Chromium.
 */
function member(source: string): string {
  return `onmessage = ({ data: { module, memory, control, index } }) => {
  const work = (${source})(new WebAssembly.Instance(module, { env: { memory } }).exports)
  Atomics.add(control, ${READY}, 1)
  let seen = 0
  for (;;) {
    Atomics.wait(control, ${OPEN}, seen)
    seen = Atomics.load(control, ${OPEN})
    if (seen === 0) continue
    if (seen === ${OVER}) return
    Atomics.add(control, ${ACTIVE}, 1)
    if (Atomics.load(control, ${OPEN}) === seen) {
      const [last, block] = [control[${LAST}], control[${BLOCK}]]
      const given = [...control.slice(${ARGUMENTS}, ${ARGUMENTS} + control[${COUNT}])]
      try {
        for (let first; (first = Atomics.add(control, ${NEXT}, block)) < last; )
          work(index, given, first, Math.min(first + block, last))
      } catch {
        Atomics.store(control, ${BROKEN}, 1)
      }
    }
    if (Atomics.sub(control, ${ACTIVE}, 1) === 1) Atomics.notify(control, ${ACTIVE})
  }
}`
}

/** So many members beside the calling thread, which is number 0; `dispose` ends them. */
export class Crew {
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * (ARGUMENTS + MOST_ARGUMENTS)))
  #members: readonly Worker[]
  readonly #patience: number
  #jobs = 0
  readonly #ended: () => void

  /** Members that have started. */
  get ready(): number {
    return Atomics.load(this.#control, READY)
  }

  get size(): number {
    return this.#members.length
  }

  /** Only where memory can be shared, and in a worker: the page's own thread may not wait. */
  constructor(size: number, { module, memory, source }: Trade, patience = PATIENCE) {
    this.#patience = patience
    this.#ended = endsWithThis(() => this.dispose())
    const url = URL.createObjectURL(new Blob([member(source)], { type: 'text/javascript' }))
    this.#members = Array.from({ length: size }, (_, at) => {
      const worker = new Worker(url)
      worker.postMessage({ module, memory, control: this.#control, index: at + 1 })
      return worker
    })
  }

  /**
   * Does units [0, count) of the work, `block` at a time, together with whoever is there. `given`: at most 24 int32. Where a member fails or
   * does not come back, all are ended and the caller does everything itself, now and from then on; it throws what its own work throws.
   */
  run(count: number, block: number, given: readonly number[], work: (first: number, last: number) => void): void {
    if (this.#members.length === 0) {
      for (let first = 0; first < count; first += block) work(first, Math.min(first + block, count))
      return
    }
    const control = this.#control
    control.set(given, ARGUMENTS)
    control[COUNT] = given.length
    control[LAST] = count
    control[BLOCK] = block
    Atomics.store(control, NEXT, 0)
    this.#jobs = (this.#jobs % 0x7fffffff) + 1
    Atomics.store(control, OPEN, this.#jobs)
    Atomics.notify(control, OPEN)
    for (;;) {
      const first = Atomics.add(control, NEXT, block)
      if (first >= count) break
      work(first, Math.min(first + block, count))
    }
    Atomics.store(control, OPEN, 0)
    if (this.#allBack() && Atomics.load(control, BROKEN) === 0) return
    // What a member has left undone is not known.
    this.dispose()
    work(0, count)
  }

  /** Whether every member that took part has finished its last block; false if one was waited for in vain. */
  #allBack(): boolean {
    for (let active = this.#active; active > 0; active = this.#active)
      if (Atomics.wait(this.#control, ACTIVE, active, this.#patience) === 'timed-out' && this.#active === active)
        return false
    return true
  }

  get #active(): number {
    return Atomics.load(this.#control, ACTIVE)
  }

  dispose(): void {
    Atomics.store(this.#control, OPEN, OVER)
    Atomics.notify(this.#control, OPEN)
    for (const worker of this.#members) worker.terminate()
    this.#members = []
    this.#ended()
  }
}
