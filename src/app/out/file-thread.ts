/** The worker's side of making files of pictures, one at a time, away from the page's own thread. The page ends the worker. */
import type { FileAnswer, MakeFile } from './file-maker.ts'

const say = (answer: FileAnswer) => postMessage(answer)
/** Whoever stops it ends the worker. */
const { signal } = new AbortController()

export function serveFiles<Wish>(make: MakeFile<Wish>) {
  addEventListener('message', ({ data }: MessageEvent<Wish>) => {
    make(data, { signal, onProgress: say }).then(say, () => say(null))
  })
}
