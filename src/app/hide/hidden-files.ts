/** The page's side of file making: one worker for all files of a save, or the page's own thread where none starts or none can. */
import type { OutCall } from '../out/out-job.ts'
import type { FileAnswer } from './file-worker.ts'
import { type FileWish, hiddenFile } from './hidden-file.ts'

export interface HiddenFiles {
  /** One call at a time. Rejects when its signal fires, or where no thread can make the file. */
  make(wish: FileWish, call: OutCall): Promise<Blob>
  /** Ends the worker. */
  end(): void
}

export function startFiles(): HiddenFiles {
  let worker: Worker | null = null
  const end = () => {
    worker?.terminate()
    worker = null
  }
  return {
    async make(wish, call) {
      try {
        worker ??= new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' })
        const file = await makeElsewhere(worker, wish, call)
        if (file) return file
      } catch {
        // No worker starts here.
      }
      // One that did not start would never answer the next call, and one that was stopped would go on.
      end()
      call.signal.throwIfAborted()
      return hiddenFile(wish, call)
    },
    end,
  }
}

/** null where the worker cannot make it, does not start, or the signal fires. */
function makeElsewhere(worker: Worker, wish: FileWish, { signal, onProgress }: OutCall): Promise<Blob | null> {
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
