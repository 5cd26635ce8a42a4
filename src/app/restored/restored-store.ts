/** The restored picture that is looked at: made when it is asked for, kept until another picture is. */
import { create } from 'zustand'
import { overlayJob } from '../state/overlay-job.ts'
import type { OpenedPicture } from '../state/picture-store.ts'
import { shrunkElsewhere } from '../state/shrunk-elsewhere.ts'
import { close, type DecodedPicture, sidesFor, withSmaller } from '../state/smaller.ts'

interface RestoredStore {
  readonly on: boolean
  readonly pictureId: number | null
  readonly restored: DecodedPicture | null
}

export const useRestored = create<RestoredStore>(() => ({ on: false, pictureId: null, restored: null }))

export function toggleRestored() {
  const { on } = useRestored.getState()
  if (on) forget()
  useRestored.setState({ on: !on })
}

function forget() {
  const { restored } = useRestored.getState()
  if (restored) close(restored)
  useRestored.setState({ pictureId: null, restored: null })
}

/** Restores a searched picture once more, or takes what the engine still has. Never rejects: a failure is said, and the toggle goes off. */
export async function makeRestored(picture: OpenedPicture, signal: AbortSignal) {
  const { id, blob, ranWith } = picture
  if (!ranWith || useRestored.getState().pictureId === id) return
  forget()
  const made = await overlayJob(
    picture,
    ranWith,
    signal,
    async (engine, call) => {
      const full = await engine.restore(blob, call)
      return full && (isSmall(full) ? withSmaller(full) : shrunkElsewhere(full))
    },
    { off: () => useRestored.setState({ on: false }), discard: (late) => late && close(late) },
  )
  if (made !== undefined) useRestored.setState({ pictureId: id, restored: made })
}

const isSmall = (full: ImageBitmap) => sidesFor(full).length === 0
