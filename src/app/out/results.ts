/** What can be saved: searched pictures, each with the faces that the user's filters show. */
import { useMemo } from 'react'
import type { Face } from '../state/engine-types.ts'
import { useFilter } from '../state/filter-store.ts'
import type { HeightRange } from '../state/heights.ts'
import { type OpenedPicture, usePictures } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { shownFaces } from '../state/shown-faces.ts'

export interface Result {
  readonly picture: OpenedPicture
  readonly name: string
  /** px of the picture as it is shown. */
  readonly width: number
  readonly height: number
  /** Highest score first. */
  readonly faces: readonly Face[]
}

export type Scope = 'current' | 'all'

/** Results of the pictures that have been searched, in their order. */
export function resultsOf(pictures: readonly OpenedPicture[], threshold: number, heights: HeightRange): Result[] {
  return pictures.flatMap((picture) => {
    const { name, detection } = picture
    if (!detection) return []
    const { width, height, faces } = detection
    const shown = shownFaces(faces, threshold, heights).flatMap((index) => faces[index] ?? [])
    return [{ picture, name, width, height, faces: shown }]
  })
}

/** Results as the page shows them at this moment. */
export function useResults(scope: Scope): readonly Result[] {
  const { pictures, currentId } = usePictures()
  const threshold = useSettings((state) => state.settings.threshold)
  const heights = useFilter((state) => state.heights)
  return useMemo(() => {
    const wanted = scope === 'all' ? pictures : pictures.filter(({ id }) => id === currentId)
    return resultsOf(wanted, threshold, heights)
  }, [scope, pictures, currentId, threshold, heights])
}

export function countFaces(results: readonly Result[]): number {
  return results.reduce((sum, { faces }) => sum + faces.length, 0)
}
