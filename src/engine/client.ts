/** The engine as the page sees it: starts the worker, and replaces it when it hangs or its GPU is lost. */
import { abortedError, EngineError } from './failure.ts'
import type { CallMessage, FromWorker, ToWorker, TrainingControl } from './messages.ts'
import type {
  BackendName,
  Call,
  EngineOptions,
  MeasuringEngine,
  SearchedCall,
  Trainer,
  TrainingCall,
  TrainingRun,
} from './protocol.ts'
import { retire } from './retire.ts'

/** A worker that has not answered an abort after this many ms sits in one long kernel and is replaced. */
const ABORT_PATIENCE = 700

/** A GPU that is lost this often is not tried again. */
const LOSSES_ALLOWED = 2

type AnyCall = Call & TrainingCall

interface Pending {
  readonly id: number
  readonly message: CallMessage
  readonly call: AnyCall
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: EngineError) => void
  /** Workers that died while this call was the one they worked on. */
  readonly deaths: number
}

type WorkerFactory = () => Worker

const startWorker: WorkerFactory = () =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'specklens-engine' })

/** Starts nothing yet: the worker starts with the first call. `baseUrl` is where models/ and wasm/ are served, default beside the page. */
export function createEngine(
  baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href,
  start: WorkerFactory = startWorker,
): MeasuringEngine {
  const host = new WorkerHost(baseUrl, start)
  const pictureIds = new WeakMap<Blob, number>()
  let lastPicture = 0
  const idOf = (picture: Blob | ImageBitmap) => {
    if (!(picture instanceof Blob)) return ++lastPicture
    const id = pictureIds.get(picture) ?? ++lastPicture
    pictureIds.set(picture, id)
    return id
  }
  const searched = (picture: Blob, call?: SearchedCall) => ({
    picture,
    pictureId: idOf(picture),
    restored: call?.restored === true,
  })
  return {
    prepare: (options, call) => host.prepare(options, call) as never,
    detect: (picture, settings, call) =>
      host.send({ kind: 'detect', picture, pictureId: idOf(picture), settings }, call) as never,
    superResolve: (picture, boxes, call) =>
      host.send({ kind: 'superResolve', ...searched(picture, call), boxes }, call) as never,
    heatMap: (picture, { smallestFace }, call) =>
      host.send({ kind: 'heatMap', ...searched(picture, call), smallestFace }, call) as never,
    restore: (picture, call) => host.send({ kind: 'restore', picture, pictureId: idOf(picture) }, call) as never,
    benchmarkCase: (wanted, call) => host.send({ kind: 'benchmarkCase', wanted }, call) as never,
    benchmark: (call) => host.send({ kind: 'benchmark' }, call) as never,
    dispose: () => host.dispose(),
  }
}

/** A worker of its own for the training: it starts with the first call, and detection goes on beside it. */
export function createTrainer(
  baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href,
  start: WorkerFactory = startWorker,
): Trainer {
  const host = new WorkerHost(baseUrl, start)
  return {
    plan: (run, call) => host.train('planTraining', run, call) as never,
    finetune: (run, call) => ({
      outcome: host.train('finetune', run, call) as never,
      pause: () => host.control('pause'),
      resume: () => host.control('resume'),
      finish: () => host.control('finish'),
    }),
    dispose: () => host.dispose(),
  }
}

class WorkerHost {
  readonly #baseUrl: string
  readonly #start: WorkerFactory
  #worker: Worker | null = null
  readonly #pending = new Map<number, Pending>()
  /** Calls whose abort the worker has not confirmed, with the timer that ends its patience. */
  readonly #aborting = new Map<number, ReturnType<typeof setTimeout>>()
  #prepared: EngineOptions | null = null
  #excluded: BackendName[] = []
  #losses = 0
  #lastId = 0
  #disposed = false

  constructor(baseUrl: string, start: WorkerFactory) {
    this.#baseUrl = baseUrl
    this.#start = start
  }

  async prepare(options: EngineOptions, call?: Call): Promise<unknown> {
    const info = await this.send(this.#prepareMessage(options), call)
    this.#prepared = options
    return info
  }

  send(message: CallMessage, call: AnyCall = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) return reject(new EngineError('internal', 'The engine was closed: reload the page.'))
      if (call.signal?.aborted) return reject(abortedError())
      const id = ++this.#lastId
      const stop = () => this.#abort(id)
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          call.signal?.removeEventListener('abort', stop)
          end(value)
        }
      call.signal?.addEventListener('abort', stop)
      this.#deliver({ id, message, call, resolve: settle(resolve), reject: settle(reject), deaths: 0 })
    })
  }

  train(kind: 'planTraining' | 'finetune', run: TrainingRun, call?: TrainingCall): Promise<unknown> {
    return this.send({ kind, run, baseUrl: this.#baseUrl, excluded: this.#excluded }, call)
  }

  control(control: TrainingControl): void {
    this.#worker?.postMessage({ control } satisfies ToWorker)
  }

  dispose(): void {
    this.#disposed = true
    this.#stopWorker()
    this.#rejectAll(new EngineError('aborted', 'The engine was closed.'))
  }

  #prepareMessage(options: EngineOptions): CallMessage {
    return { kind: 'prepare', options, baseUrl: this.#baseUrl, excluded: this.#excluded }
  }

  #deliver(pending: Pending): void {
    const worker = this.#worker ?? this.#startWorker(pending.message.kind !== 'prepare')
    this.#pending.set(pending.id, pending)
    const { message } = pending
    const transfer = message.kind === 'detect' && !(message.picture instanceof Blob) ? [message.picture] : []
    worker.postMessage({ id: pending.id, call: message } satisfies ToWorker, transfer)
  }

  #startWorker(restore: boolean): Worker {
    const worker = this.#start()
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#receive(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      if (worker === this.#worker) this.#died(event.message ?? 'no reason given')
    }
    // A replacement must know the networks again before it can go on.
    if (restore && this.#prepared)
      worker.postMessage({ id: ++this.#lastId, call: this.#prepareMessage(this.#prepared) } satisfies ToWorker)
    return worker
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'retired') return
    if (message.kind === 'lost') {
      this.#recover(message.reason)
      return
    }
    const timer = this.#aborting.get(message.id)
    if (timer !== undefined && message.kind !== 'progress' && message.kind !== 'training') {
      clearTimeout(timer)
      this.#aborting.delete(message.id)
    }
    const pending = this.#pending.get(message.id)
    if (!pending) return
    if (message.kind === 'progress') {
      pending.call.onProgress?.(message.progress)
      return
    }
    if (message.kind === 'training') {
      pending.call.onEvent?.(message.event)
      return
    }
    this.#pending.delete(message.id)
    if (message.kind === 'done') {
      pending.resolve(message.value)
      return
    }
    const { code, message: words } = message.failure
    pending.reject(new EngineError(code, words))
    // WebAssembly's memory never shrinks, and after a failure that nobody foresaw nothing in there is to be trusted.
    if (code === 'out-of-memory' || code === 'internal') this.#replace()
  }

  /** A worker that stops by itself gets one successor for the call that it worked on; what waited behind is not to blame. */
  #died(reason: string): void {
    const [first] = this.#pending.values()
    if (first && first.deaths > 0) {
      this.#pending.delete(first.id)
      first.reject(new EngineError('internal', `The engine stopped twice (${reason}): reload the page and try again.`))
    } else if (first) this.#pending.set(first.id, { ...first, deaths: first.deaths + 1 })
    this.#replace(reason)
  }

  /** The caller hears at once; the worker gets a moment to reach the next tile, then it is replaced. */
  #abort(id: number): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    pending.reject(abortedError())
    this.#worker?.postMessage({ abort: id } satisfies ToWorker)
    this.#aborting.set(
      id,
      setTimeout(() => this.#replace(), ABORT_PATIENCE),
    )
  }

  #recover(reason: string): void {
    this.#losses++
    if (this.#losses >= LOSSES_ALLOWED) this.#excluded = [...new Set([...this.#excluded, 'webgpu' as const])]
    this.#replace(reason)
  }

  /** A new worker takes over what was pending; a bitmap that was handed over is gone with the old one. */
  #replace(reason = 'the engine had to start anew'): void {
    this.#stopWorker()
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    for (const pending of waiting) {
      const { message } = pending
      if (message.kind === 'detect' && !(message.picture instanceof Blob))
        pending.reject(new EngineError('device-lost', `The graphics device was lost (${reason}): try again.`))
      else this.#deliver({ ...pending, message: this.#renewed(message) })
    }
  }

  /** The same call for a new worker, which must not try again what was lost. */
  #renewed(message: CallMessage): CallMessage {
    if (message.kind === 'prepare') return this.#prepareMessage(message.options)
    return 'excluded' in message ? { ...message, excluded: this.#excluded } : message
  }

  #stopWorker(): void {
    if (this.#worker) void retire(this.#worker)
    this.#worker = null
    for (const timer of this.#aborting.values()) clearTimeout(timer)
    this.#aborting.clear()
  }

  #rejectAll(error: EngineError): void {
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    for (const pending of waiting) pending.reject(error)
  }
}
