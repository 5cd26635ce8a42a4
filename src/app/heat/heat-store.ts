/** The maps of the picture that is looked at: asked for when the toggle is on, kept until another picture or preset. */
import { create } from 'zustand'
import type { Call, Engine, HeatMap } from '../../engine/protocol.ts'
import { overlayJob } from '../state/overlay-job.ts'
import type { OpenedPicture } from '../state/picture-store.ts'

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
  const [{ smallestFace }, restored] = [ranWith, detection?.restored === true]
  const make = (engine: Engine, call: Call) => engine.heatMap(blob, { smallestFace }, { ...call, restored })
  const maps = await overlayJob(picture, ranWith, signal, make, { off: () => useHeat.setState({ on: false }) })
  if (maps) useHeat.setState({ maps, key })
}
