/** Decodes a large picture and shrinks it away from the page's own thread. */
import { type SmallerAnswer, type SmallerRequest, shrink } from './smaller.ts'

addEventListener('message', ({ data }: MessageEvent<SmallerRequest>) => {
  // Null: the page says why, by trying itself.
  make(data).then(
    (answer) => postMessage(answer, { transfer: [answer.full, ...answer.smaller] }),
    () => postMessage(null),
  )
})

async function make({ blob, sides }: SmallerRequest): Promise<SmallerAnswer> {
  const full = await createImageBitmap(blob)
  return { full, smaller: await shrink(full, sides) }
}
