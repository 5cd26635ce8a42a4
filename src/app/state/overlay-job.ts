/** What the engine makes on demand of a picture that was searched, to be laid over it or shown in its place. */
import type { Call, Engine, Progress } from '../../engine/protocol.ts'
import { failureOf, failureTitle } from './failure.ts'
import { useMode } from './mode-store.ts'
import { type OpenedPicture, usePictures } from './picture-store.ts'
import { engineOptions, host } from './runner.ts'
import type { Settings } from './settings.ts'

/**
 * Has `make` run on an engine as the picture was searched with, its progress on show. Never rejects: undefined where it was aborted or failed; a
 * failure is said, and `off` is called. What is made all the same when it is aborted too late goes to `discard`.
 */
export async function overlayJob<Made>(
  { id }: OpenedPicture,
  searchedWith: Settings,
  signal: AbortSignal,
  make: (engine: Engine, call: Call) => Promise<Made>,
  { off, discard }: { readonly off: () => void; readonly discard?: (made: Made) => void },
): Promise<Made | undefined> {
  const { setJob } = usePictures.getState()
  const startedAt = performance.now()
  const call = {
    signal,
    onProgress: (progress: Progress) => {
      if (!signal.aborted) setJob({ pictureId: id, progress, startedAt })
    },
  }
  try {
    const made = await host.use(engineOptions(searchedWith), call, (engine) => make(engine, call))
    if (!signal.aborted) return made
    discard?.(made)
  } catch (reason) {
    if (signal.aborted) return undefined
    const { code, message } = failureOf(reason)
    off()
    useMode.getState().say(`${failureTitle(code)}. ${message}`)
  } finally {
    setJob(null)
  }
  return undefined
}
