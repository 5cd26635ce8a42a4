/** Decoding and shrinking away from the page's own thread. */
import type { DecodedPicture } from './smaller.ts'

/**
 * In a worker, which ends with its answer. A blob is decoded with its EXIF orientation applied, a bitmap is taken over. Rejects where the worker
 * does not start, or the blob is no picture.
 */
export function shrunkElsewhere(source: Blob | ImageBitmap): Promise<DecodedPicture> {
  const worker = new Worker(new URL('./smaller-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<DecodedPicture>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<DecodedPicture | null>) => {
      if (data) done(data)
      else fail(new Error('The worker could not decode it.'))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      fail(new Error(event.message))
    }
    worker.postMessage(source, source instanceof Blob ? [] : [source])
  }).finally(() => worker.terminate())
}
