/** The restored picture that is looked at: made when it is asked for, kept until another picture is. */
import { create } from 'zustand'
import type { Progress } from '../../engine/protocol.ts'
import { failureOf, failureTitle } from '../state/failure.ts'
import { useMode } from '../state/mode-store.ts'
import { type OpenedPicture, usePictures } from '../state/picture-store.ts'
import { engineOptions, host } from '../state/runner.ts'

interface RestoredStore {
  readonly on: boolean
  readonly pictureId: number | null
  readonly bitmap: ImageBitmap | null
}

export const useRestored = create<RestoredStore>(() => ({ on: false, pictureId: null, bitmap: null }))

export function toggleRestored() {
  const { on } = useRestored.getState()
  if (on) forget()
  useRestored.setState({ on: !on })
}

function forget() {
  useRestored.getState().bitmap?.close()
  useRestored.setState({ pictureId: null, bitmap: null })
}

/** Restores a searched picture once more, or takes what the engine still has. Never rejects: a failure is said, and the toggle goes off. */
export async function makeRestored({ id, blob, ranWith }: OpenedPicture, signal: AbortSignal) {
  if (!ranWith || useRestored.getState().pictureId === id) return
  forget()
  const { setJob } = usePictures.getState()
  const startedAt = performance.now()
  const call = {
    signal,
    onProgress: (progress: Progress) => {
      if (!signal.aborted) setJob({ pictureId: id, progress, startedAt })
    },
  }
  try {
    const bitmap = await host.use(engineOptions(ranWith), call, (engine) => engine.restore(blob, call))
    if (signal.aborted) bitmap?.close()
    else useRestored.setState({ pictureId: id, bitmap })
  } catch (reason) {
    if (signal.aborted) return
    const { code, message } = failureOf(reason)
    useRestored.setState({ on: false })
    useMode.getState().say(`${failureTitle(code)}. ${message}`)
  } finally {
    setJob(null)
  }
}
