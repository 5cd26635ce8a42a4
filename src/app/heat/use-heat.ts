/** The heat map as a small picture that the stage lays over the large one. */
import { useEffect, useState } from 'react'
import type { Looked } from '../state/use-looked.ts'
import { heatPixels } from './colours.ts'
import { heatKey, makeHeat, useHeat } from './heat-store.ts'

/** null while it is off, and until it is made. */
export function useHeatOverlay({ opened }: Looked): ImageBitmap | null {
  const { on, maps, key, branch } = useHeat()
  const [overlay, setOverlay] = useState<ImageBitmap | null>(null)
  const picture = on && opened?.status === 'done' ? opened : null
  useEffect(() => {
    if (!picture) return
    const abort = new AbortController()
    void makeHeat(picture, abort.signal)
    return () => abort.abort()
  }, [picture])
  const fits = picture !== null && key === heatKey(picture)
  useEffect(() => {
    if (!fits || !maps) return setOverlay(null)
    let wanted = true
    const { width, height, rgba } = heatPixels(maps, branch)
    void createImageBitmap(new ImageData(rgba, width, height)).then((made) => {
      if (wanted) setOverlay(made)
      else made.close()
    })
    return () => {
      wanted = false
    }
  }, [fits, maps, branch])
  return overlay
}
