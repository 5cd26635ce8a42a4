/**
 * `import 'specklens/view'`: <specklens-view src="crowd.jpg">, a picture with a box on every face.
 *
 * Attributes: `src`, `threshold` (default 0.5; acts without a new run), `smallest-face`, `restore`, `preset`, `backend`, `assets` as in
 * `createDetector`. Property `picture` takes what has no address. Events: `specklens-progress`, `specklens-faces` (detail: the
 * Detection), `specklens-error` (detail: code and message). Elements with the same preset, backend and assets share one worker.
 */
import type { Detection, Face } from '../detection/face.ts'
import type { EngineFailure, Progress } from '../engine/protocol.ts'
import { download, type PictureSource, readable } from './picture-source.ts'
import { SharedDetectors, type SharedOptions } from './shared-detectors.ts'
import { ViewParts, wordsFor } from './view-parts.ts'

const DEFAULT_THRESHOLD = 0.5
/** What a run keeps, so that the threshold can move freely afterwards. */
const KEPT_FROM = 0.02

const shared = new SharedDetectors()

export class SpecklensView extends HTMLElement {
  static readonly observedAttributes = ['src', 'threshold', 'smallest-face', 'restore', 'preset', 'backend', 'assets']

  readonly #parts = new ViewParts(this.attachShadow({ mode: 'open' }))
  #picture: PictureSource | null = null
  #detection: Detection | null = null
  #run: AbortController | null = null
  #release: () => void = () => {}
  #scheduled = false

  /** The picture where it has no address; the one of `src` is not reflected here. Null: back to `src`. */
  get picture(): PictureSource | null {
    return this.#picture
  }

  set picture(picture: PictureSource | null) {
    this.#picture = picture
    this.#schedule()
  }

  /** The last result, null before it and after a failure. */
  get detection(): Detection | null {
    return this.#detection
  }

  /** The faces that are shown: those from the threshold up. */
  get faces(): readonly Face[] {
    const threshold = this.#number('threshold', DEFAULT_THRESHOLD)
    return this.#detection?.faces.filter(({ score }) => score >= threshold) ?? []
  }

  connectedCallback(): void {
    if (!this.#run) this.#schedule()
  }

  disconnectedCallback(): void {
    // Whoever moves the element disconnects and connects it in one task, and loses nothing by it.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop()
    })
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return
    if (name !== 'threshold') this.#schedule()
    else if (this.#detection) this.#parts.showFaces(this.faces)
  }

  /** Several changes in one task make one run. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      if (this.isConnected) void this.#find()
    })
  }

  #stop(): void {
    this.#run?.abort()
    this.#run = null
    this.#release()
    this.#release = () => {}
  }

  async #find(): Promise<void> {
    // The new use comes before the old one ends, so that a change of `src` alone keeps the worker.
    const source = this.#picture ?? this.getAttribute('src')
    const before = this.#release
    this.#run?.abort()
    const run = new AbortController()
    this.#run = run
    this.#detection = null
    if (source === null) {
      this.#stop()
      this.#parts.clear()
      return
    }
    const onProgress = (progress: Progress) => {
      if (this.#run !== run) return
      this.#parts.say(wordsFor(progress))
      this.#tell('specklens-progress', progress)
    }
    const { detector, release } = shared.use(this.#options(), onProgress)
    this.#release = release
    before()
    try {
      const picture = typeof source === 'string' ? await download(source, run.signal) : source
      const shown = await readable(picture)
      const bitmap = shown instanceof Blob ? await createImageBitmap(shown) : shown
      if (this.#run === run) this.#parts.showPicture(bitmap)
      bitmap.close()
      const smallestFace = this.#number('smallest-face', 0)
      const detection = await (await detector).detect(picture, {
        threshold: Math.min(KEPT_FROM, this.#number('threshold', DEFAULT_THRESHOLD)),
        ...(smallestFace > 0 ? { smallestFace } : {}),
        restore: this.hasAttribute('restore'),
        signal: run.signal,
        onProgress,
      })
      if (this.#run !== run) return
      this.#detection = detection
      this.#parts.showFaces(this.faces)
      this.#tell('specklens-faces', detection)
    } catch (reason) {
      if (this.#run !== run) return
      const { code = 'not-an-image', message } = reason as Partial<EngineFailure> & Error
      this.#parts.say(message)
      this.#tell('specklens-error', { code: typeof code === 'string' ? code : 'not-an-image', message })
    }
  }

  #options(): SharedOptions {
    const options: Record<string, string> = {}
    for (const name of ['preset', 'backend', 'assets'] as const) {
      const value = this.getAttribute(name)
      if (value) options[name] = value
    }
    return options
  }

  #number(name: string, fallback: number): number {
    const value = Number.parseFloat(this.getAttribute(name) ?? '')
    return Number.isFinite(value) ? value : fallback
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

if (!customElements.get('specklens-view')) customElements.define('specklens-view', SpecklensView)

declare global {
  interface HTMLElementTagNameMap {
    'specklens-view': SpecklensView
  }
  interface HTMLElementEventMap {
    'specklens-progress': CustomEvent<Progress>
    'specklens-faces': CustomEvent<Detection>
    'specklens-error': CustomEvent<EngineFailure>
  }
}
