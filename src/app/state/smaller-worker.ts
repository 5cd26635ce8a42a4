/** Decodes a large picture, or takes a decoded one over, and shrinks it away from the page's own thread. */
import { withSmaller } from './smaller.ts'

addEventListener('message', ({ data }: MessageEvent<Blob | ImageBitmap>) => {
  Promise.resolve(data instanceof Blob ? createImageBitmap(data) : data)
    .then((full) => withSmaller(full))
    .then(
      (picture) => postMessage(picture, { transfer: [picture.full, ...picture.smaller] }),
      // Null: the page says why, by trying itself.
      () => postMessage(null),
    )
})
