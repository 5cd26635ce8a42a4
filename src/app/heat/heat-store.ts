/** The maps of the picture that is looked at: asked for when the toggle is on, kept until another picture or preset. */
import { create } from 'zustand'
import type { HeatMap, Progress } from '../../engine/protocol.ts'
import { failureOf, failureTitle } from '../state/failure.ts'
import { useMode } from '../state/mode-store.ts'
import { type OpenedPicture, usePictures } from '../state/picture-store.ts'
import { engineOptions, host } from '../state/runner.ts'

interface HeatStore {
  readonly on: boolean
  /** Index of the branch that is shown; null for the highest of all. */
  readonly branch: number | null
  readonly key: string | null
  readonly maps: readonly HeatMap[] | null
}

export const useHeat = create<HeatStore>(() => ({ on: false, branch: null, key: null, maps: null }))

export function toggleHeat() {
  if (useHeat.getState().on) stopHeat()
  else useHeat.setState({ on: true })
}

/** Takes the maps off the picture; what is being made is stopped. */
export function stopHeat() {
  useHeat.setState({ on: false, key: null, maps: null })
}

/** The same picture searched with other settings has other maps. */
export function heatKey({ id, ranWith }: OpenedPicture): string {
  return `${id} ${ranWith?.preset} ${ranWith?.smallestFace} ${ranWith?.restore}`
}

/** Makes the maps of a searched picture. Never rejects: a failure is said, and the toggle goes off. */
export async function makeHeat(picture: OpenedPicture, signal: AbortSignal) {
  const { ranWith, blob, detection } = picture
  if (!ranWith) return
  const key = heatKey(picture)
  if (useHeat.getState().key === key) return
  useHeat.setState({ maps: null, key: null })
  const { setJob } = usePictures.getState()
  const startedAt = performance.now()
  const call = {
    signal,
    restored: detection?.restored === true,
    onProgress: (progress: Progress) => {
      if (!signal.aborted) setJob({ pictureId: picture.id, progress, startedAt })
    },
  }
  try {
    const { smallestFace } = ranWith
    const maps = await host.use(engineOptions(ranWith), call, (engine) => engine.heatMap(blob, { smallestFace }, call))
    if (!signal.aborted) useHeat.setState({ maps, key })
  } catch (reason) {
    if (signal.aborted) return
    const { code, message } = failureOf(reason)
    useHeat.setState({ on: false })
    useMode.getState().say(`${failureTitle(code)}. ${message}`)
  } finally {
    setJob(null)
  }
}
