/** The page's side of preview making: a worker for one picture, or the page's own thread where none starts or none can. */
import type { Picture } from '../stage/draw.ts'
import { close, type DecodedPicture } from '../state/smaller.ts'
import type { HideOptions, Place } from './hide-faces.ts'
import { type Answer, makePreview, type PreviewMaker, previewMaker, type Wish } from './preview-maker.ts'

export interface Previews {
  /** The caller closes what it gets. null where a newer wish or the end came first; rejects where no thread can make it. */
  wish(faces: readonly Place[], options: HideOptions): Promise<DecodedPicture | null>
  /** Ends the worker. */
  end(): void
}

interface Waiting {
  readonly wish: Wish
  readonly done: (preview: DecodedPicture | null) => void
  readonly fail: (reason: Error) => void
}

/** `picture` is `blob` decoded, and stays open until the end; the worker decodes its own, so that each wish finds it there. */
export function startPreviews(blob: Blob, picture: Picture): Previews {
  let count = 0
  let waiting: Waiting | null = null
  const heard = ({ number, preview, reason }: Answer) => {
    if (waiting?.wish.number !== number) return void (preview && close(preview))
    const { done, fail } = waiting
    waiting = null
    if (preview) done(preview)
    else fail(new Error(reason))
  }
  const here = () => previewMaker((wish, signal) => makePreview(picture.full, wish, signal), heard)
  const failed = () => {
    maker.stop()
    maker = here()
    if (waiting) maker.wish(waiting.wish)
  }
  let maker = makerElsewhere(blob, heard, failed) ?? here()

  const drop = () => {
    waiting?.done(null)
    waiting = null
  }
  return {
    wish: (faces, options) =>
      new Promise((done, fail) => {
        drop()
        count += 1
        // What else is known of a face stays here: thousands of them cross at every step of a slider.
        const wish = { number: count, faces: faces.map(({ box }) => ({ box })), options }
        waiting = { wish, done, fail }
        maker.wish(wish)
      }),
    end() {
      drop()
      maker.stop()
    },
  }
}

/** null where no worker starts at once; `failed` is called where it does not start after all, or fails at the picture. */
function makerElsewhere(blob: Blob, heard: (answer: Answer) => void, failed: () => void): PreviewMaker | null {
  let worker: Worker
  try {
    worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module' })
  } catch {
    return null
  }
  worker.onmessage = ({ data }: MessageEvent<Answer>) => (data.preview ? heard(data) : failed())
  worker.onerror = (event) => {
    event.preventDefault()
    failed()
  }
  worker.postMessage(blob)
  return { wish: (wish) => worker.postMessage(wish), stop: () => worker.terminate() }
}
