/** Makes the thumbnail of a large picture away from the page's own thread, and ends. */
import { thumbnailOf } from './thumbnail.ts'

addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  createImageBitmap(data)
    .then(thumbnailOf)
    .then(
      (made) => postMessage(made),
      () => postMessage(null),
    )
})
