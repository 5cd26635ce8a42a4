/** The restored picture that is looked at: made when it is asked for, kept until another picture is. */
import { create } from 'zustand'
import { overlayJob } from '../state/overlay-job.ts'
import type { OpenedPicture } from '../state/picture-store.ts'

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
export async function makeRestored(picture: OpenedPicture, signal: AbortSignal) {
  const { id, blob, ranWith } = picture
  if (!ranWith || useRestored.getState().pictureId === id) return
  forget()
  const bitmap = await overlayJob(picture, ranWith, signal, (engine, call) => engine.restore(blob, call), {
    off: () => useRestored.setState({ on: false }),
    discard: (late) => late?.close(),
  })
  if (bitmap !== undefined) useRestored.setState({ pictureId: id, bitmap })
}
