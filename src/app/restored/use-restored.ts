/** The restored picture, which the stage shows in place of the one that was opened. */
import { useEffect } from 'react'
import type { Picture } from '../stage/draw.ts'
import type { Looked } from '../state/use-looked.ts'
import { makeRestored, useRestored } from './restored-store.ts'

/** null while it is off, until it is made, and where the picture was searched as it is. */
export function useRestoredPicture({ opened, detection }: Looked): Picture | null {
  const { on, pictureId, restored } = useRestored()
  const picture = on && detection?.restored && opened?.status === 'done' ? opened : null
  useEffect(() => {
    if (!picture) return
    const abort = new AbortController()
    void makeRestored(picture, abort.signal)
    return () => abort.abort()
  }, [picture])
  return picture !== null && pictureId === picture.id ? restored : null
}
