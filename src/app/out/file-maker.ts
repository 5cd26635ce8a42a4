/** The page's side of making files of pictures: one worker for all files of a save, or the page's own thread where none starts or none can. */
import type { OutCall, OutProgress } from './out-job.ts'

/** Makes one file on whichever thread it runs. */
export type MakeFile<Wish> = (wish: Wish, call: OutCall) => Promise<Blob>

/** What a worker says. Null: the page says why, by trying itself. */
export type FileAnswer = OutProgress | Blob | null

export interface FileMaker<Wish> {
  /** One call at a time. Rejects when its signal fires, or where no thread can make the file. */
  readonly make: MakeFile<Wish>
  /** Ends the worker. */
  end(): void
}

/** `start` gives a worker that serves `here` (`file-thread.ts`); `Wish` crosses to it, so it is plain data. */
export function fileMaker<Wish>(start: () => Worker, here: MakeFile<Wish>): FileMaker<Wish> {
  let worker: Worker | null = null
  const end = () => {
    worker?.terminate()
    worker = null
  }
  return {
    async make(wish, call) {
      try {
        worker ??= start()
        const file = await makeElsewhere(worker, wish, call)
        if (file) return file
      } catch {
        // No worker starts here.
      }
      // One that did not start would never answer the next call, and one that was stopped would go on.
      end()
      call.signal.throwIfAborted()
      return here(wish, call)
    },
    end,
  }
}

/** null where the worker cannot make it, does not start, or the signal fires. */
function makeElsewhere<Wish>(worker: Worker, wish: Wish, { signal, onProgress }: OutCall): Promise<Blob | null> {
  return new Promise((done) => {
    if (signal.aborted) return done(null)
    worker.onmessage = ({ data }: MessageEvent<FileAnswer>) => {
      if (data && !(data instanceof Blob)) onProgress(data)
      else done(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      done(null)
    }
    signal.addEventListener('abort', () => done(null), { once: true })
    worker.postMessage(wish)
  })
}
