/** Owns the one engine: starts it late, lets one call in at a time, and prepares again only when it must. */
import type { Call, Engine, EngineInfo, EngineOptions, OwnModel } from '../../engine/protocol.ts'

/** What the page asks for: an own model by its id, since its weights are fetched only when they are needed. */
export type HostOptions = Pick<EngineOptions, 'preset' | 'backend'> & { readonly modelId?: string | null }

type FindModel = (id: string) => Promise<OwnModel>

const noModels: FindModel = () => Promise.reject(new Error('There are no own models here.'))

type Work<T> = (engine: Engine, call: Call) => Promise<T>

export class EngineHost {
  readonly #make: () => Promise<Engine>
  readonly #onInfo: (info: EngineInfo | null) => void
  readonly #findModel: FindModel
  #engine: Engine | null = null
  #preparedFor: string | null = null
  #tail: Promise<unknown> = Promise.resolve()

  /** `onInfo` hears what was prepared, and null as soon as that may no longer hold. `findModel` rejects where there is no such model. */
  constructor(
    make: () => Promise<Engine>,
    onInfo: (info: EngineInfo | null) => void = () => {},
    findModel: FindModel = noModels,
  ) {
    this.#findModel = findModel
    this.#make = make
    this.#onInfo = onInfo
  }

  /** Runs `work` after all earlier work has ended, on an engine prepared with `options`. Rejects with what the engine or `work` rejects with. */
  use<T>(options: HostOptions, call: Call, work: Work<T>): Promise<T> {
    const turn = this.#tail.then(() => this.#run(options, call, work))
    this.#tail = turn.catch(() => {})
    return turn
  }

  /** Ends the engine after all earlier work, and gives its memory back, which WebAssembly never does by itself; the next use starts a new one. */
  release(): void {
    this.#tail = this.#tail.then(() => {
      this.#engine?.dispose()
      this.#engine = null
      this.#forget()
    })
  }

  async #run<T>({ modelId, ...options }: HostOptions, call: Call, work: Work<T>): Promise<T> {
    call.signal?.throwIfAborted()
    this.#engine ??= await this.#make()
    const key = `${options.preset} ${options.backend} ${modelId ?? ''}`
    try {
      if (this.#preparedFor !== key) {
        this.#forget()
        const model = modelId ? { model: await this.#findModel(modelId) } : {}
        const info = await this.#engine.prepare({ ...options, ...model }, call)
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
