/** Makes the previews of one picture away from the page's own thread; decodes it once. The page ends it. */
import { type Answer, makePreview, type PreviewMaker, previewMaker, type Wish } from './preview-maker.ts'

let maker: PreviewMaker | null = null

function makerOf(file: Blob): PreviewMaker {
  const picture = createImageBitmap(file)
  // Each wish tells of it.
  picture.catch(() => {})
  return previewMaker(async (wish, signal) => makePreview(await picture, wish, signal), say)
}

function say(answer: Answer) {
  const { preview } = answer
  postMessage(answer, { transfer: preview ? [preview.full, ...preview.smaller] : [] })
}

/** First the picture's file, then wishes. */
addEventListener('message', ({ data }: MessageEvent<Blob | Wish>) => {
  if (data instanceof Blob) maker = makerOf(data)
  else maker?.wish(data)
})
