/** The restored picture as what the stage lays over the one that was opened. */
import { useEffect } from 'react'
import type { Looked } from '../state/use-looked.ts'
import { makeRestored, useRestored } from './restored-store.ts'

/** null while it is off, until it is made, and where the picture was searched as it is. */
export function useRestoredOverlay({ opened, detection }: Looked): ImageBitmap | null {
  const { on, pictureId, bitmap } = useRestored()
  const picture = on && detection?.restored && opened?.status === 'done' ? opened : null
  useEffect(() => {
    if (!picture) return
    const abort = new AbortController()
    void makeRestored(picture, abort.signal)
    return () => abort.abort()
  }, [picture])
  return picture !== null && pictureId === picture.id ? bitmap : null
}
