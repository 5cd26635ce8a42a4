/** A second worker that computes half of each step's gradients, where WebAssembly trains and a second core is there. */
import type { Helper, SharedAnswer, SharedWork } from '../training/stages/shared-work.ts'
import type { BackendName, EngineOptions } from './protocol.ts'
import { endsWithThis, retire } from './retire.ts'

/** What the second worker needs to be a helper. */
export interface HelperPlace {
  readonly engine: EngineOptions
  readonly baseUrl: string
  readonly threads: number
}

export type FromHelper = { readonly ready: true } | { readonly answer: SharedAnswer } | { readonly failed: string }

/** ms for its start, and for an answer after which it counts as dead: a worker that the system ends says nothing. */
const PATIENCE = 60_000

/** ms that it is given to retire; whoever waits for the asker to retire waits longer (retire.ts). */
const LEAVE = 2000

const cores = () => navigator.hardwareConcurrency ?? 1

/** On wasm alone: a GPU is one, however many workers ask it. Who wants one thread gets one worker, too. */
export function helps(backend: BackendName, threads: number | undefined): boolean {
  return backend === 'wasm' && cores() > 1 && (threads ?? 2) > 1
}

/** Two workers share the threads that were asked for. */
export function threadsEach(threads: number | undefined): number {
  return Math.max(1, Math.ceil(Math.min(threads ?? cores(), cores()) / 2))
}

export class GradientHelper implements Helper {
  readonly #patience: number
  #worker: Worker | null
  #isReady = false
  readonly #ended: () => void
  #leaving: Promise<void> = Promise.resolve()
  #settle: (message: FromHelper | null) => void = () => {}
  /** True when it may be asked, false when it is gone. Until then the asker computes by itself. */
  readonly ready: Promise<boolean>

  /** `spawn` starts another worker of the engine's own script. */
  constructor(place: HelperPlace, spawn: () => Worker = another, patience = PATIENCE) {
    this.#patience = patience
    this.#ended = endsWithThis(() => this.dispose())
    try {
      this.#worker = spawn()
    } catch {
      // A worker within a worker is too much for older browsers.
      this.#worker = null
    }
    this.ready = this.#say({ help: place }).then((message) => {
      this.#isReady = message !== null
      return this.#isReady
    })
  }

  async ask(work: SharedWork): Promise<SharedAnswer | null> {
    if (!this.#isReady) return null
    const message = await this.#say(
      { work },
      Object.values(work.weights).map(({ buffer }) => buffer),
    )
    return message && 'answer' in message ? message.answer : null
  }

  /** Fulfils when its worker is gone. */
  dispose(): Promise<void> {
    this.#end()
    return this.#leaving
  }

  /** One message at a time. Null, and the end, where it fails, dies or says nothing. */
  async #say(message: unknown, transfer: Transferable[] = []): Promise<FromHelper | null> {
    const worker = this.#worker
    if (!worker) return null
    let timer: ReturnType<typeof setTimeout> | undefined
    const said = await new Promise<FromHelper | null>((done) => {
      this.#settle = done
      // After a long step of its own this worker may meet the timer before the answer that came meanwhile: that gets another moment.
      timer = setTimeout(() => {
        timer = setTimeout(() => done(null), Math.min(1000, this.#patience))
      }, this.#patience)
      worker.onmessage = ({ data }: MessageEvent<FromHelper>) => done(data)
      worker.onerror = (event) => {
        // Otherwise it would be an error of this worker, and of the page.
        event.preventDefault()
        done(null)
      }
      worker.onmessageerror = () => done(null)
      worker.postMessage(message, transfer)
    })
    clearTimeout(timer)
    if (said !== null && !('failed' in said)) return said
    this.#end()
    return null
  }

  #end(): void {
    this.#isReady = false
    if (this.#worker) this.#leaving = retire(this.#worker, LEAVE).then(this.#ended)
    this.#worker = null
    this.#settle(null)
  }
}

function another(): Worker {
  return new Worker(self.location.href, { type: 'module', name: 'specklens-helper' })
}
