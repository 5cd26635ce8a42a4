/** Makes previews on whichever thread it runs. Only the newest wish is answered: one before that is under way is dropped, its bitmaps closed. */
import type { Size } from '../../geometry/header-size.ts'
import { newCanvas } from '../out/canvas.ts'
import { close, type DecodedPicture, withSmaller } from '../state/smaller.ts'
import { type HideOptions, hideFaces, type Place } from './hide-faces.ts'

/** Crosses to the worker, so it is plain data. */
export interface Wish {
  /** Counts up: an answer that crosses a newer wish on its way is known by it. */
  readonly number: number
  /** px of the picture. */
  readonly faces: readonly Place[]
  readonly options: HideOptions
}

export interface Answer {
  readonly number: number
  /** Null where it failed, for the reason beside it. */
  readonly preview: DecodedPicture | null
  readonly reason: string
}

export interface PreviewMaker {
  wish(wish: Wish): void
  /** Drops what is under way. */
  stop(): void
}

type Make = (wish: Wish, signal: AbortSignal) => Promise<DecodedPicture>

/** `answer` gets the bitmaps to keep. */
export function previewMaker(make: Make, answer: (answer: Answer) => void): PreviewMaker {
  let abort = new AbortController()
  return {
    wish(wish) {
      abort.abort()
      abort = new AbortController()
      const { signal } = abort
      const { number } = wish
      make(wish, signal).then(
        (preview) => (signal.aborted ? close(preview) : answer({ number, preview, reason: '' })),
        (reason: Error) => signal.aborted || answer({ number, preview: null, reason: reason.message }),
      )
    },
    stop: () => abort.abort(),
  }
}

/** Leaves `picture` open and untouched. Rejects when the signal fires, or where the browser has no canvas that large. */
export async function makePreview(
  picture: CanvasImageSource & Size,
  { faces, options }: Wish,
  signal: AbortSignal,
): Promise<DecodedPicture> {
  signal.throwIfAborted()
  const context = newCanvas(picture.width, picture.height)
  context.drawImage(picture, 0, 0)
  await hideFaces(context, faces, options, { signal, onProgress: () => {} })
  return withSmaller(context.canvas.transferToImageBitmap(), signal)
}
