/** Makes the files of pictures with their faces hidden, one at a time, away from the page's own thread. The page ends it. */
import type { OutProgress } from '../out/out-job.ts'
import { type FileWish, hiddenFile } from './hidden-file.ts'

/** Null: the page says why, by trying itself. */
export type FileAnswer = OutProgress | Blob | null

const say = (answer: FileAnswer) => postMessage(answer)
/** Whoever stops it ends the worker. */
const { signal } = new AbortController()

addEventListener('message', ({ data }: MessageEvent<FileWish>) => {
  hiddenFile(data, { signal, onProgress: say }).then(say, () => say(null))
})
