/** Owns the one engine: starts it late, lets one call in at a time, and prepares again only when it must. */
import type { Call, Engine, EngineInfo, EngineOptions } from '../../engine/protocol.ts'

type Work<T> = (engine: Engine, call: Call) => Promise<T>

export class EngineHost {
  readonly #make: () => Promise<Engine>
  readonly #onInfo: (info: EngineInfo | null) => void
  #engine: Engine | null = null
  #preparedFor: string | null = null
  #tail: Promise<unknown> = Promise.resolve()

  /** `onInfo` hears what was prepared, and null as soon as that may no longer hold. */
  constructor(make: () => Promise<Engine>, onInfo: (info: EngineInfo | null) => void = () => {}) {
    this.#make = make
    this.#onInfo = onInfo
  }

  /** Runs `work` after all earlier work has ended, on an engine prepared with `options`. Rejects with what the engine or `work` rejects with. */
  use<T>(options: EngineOptions, call: Call, work: Work<T>): Promise<T> {
    const turn = this.#tail.then(() => this.#run(options, call, work))
    this.#tail = turn.catch(() => {})
    return turn
  }

  async #run<T>(options: EngineOptions, call: Call, work: Work<T>): Promise<T> {
    call.signal?.throwIfAborted()
    this.#engine ??= await this.#make()
    const key = `${options.preset} ${options.backend}`
    try {
      if (this.#preparedFor !== key) {
        this.#forget()
        const info = await this.#engine.prepare(options, call)
        this.#preparedFor = key
        this.#onInfo(info)
      }
      return await work(this.#engine, call)
    } catch (reason) {
      // An abort may have cost the worker, a failure its device: the next call prepares afresh (cheap where nothing was lost).
      if (leavesEngineInDoubt(reason)) this.#forget()
      throw reason
    }
  }

  #forget() {
    this.#preparedFor = null
  }
}

function leavesEngineInDoubt(reason: unknown): boolean {
  const code = (reason as { code?: unknown } | null)?.code
  return code !== 'not-an-image' && code !== 'picture-too-large'
}
