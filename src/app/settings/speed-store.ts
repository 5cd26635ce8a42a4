/** This device's speed by preset and backend, learned from every search and remembered. */
import { create } from 'zustand'
import { loadSettings, saveSettings } from '../../storage/settings.ts'
import { browserStore } from '../state/browser-store.ts'
import { usePictures } from '../state/picture-store.ts'
import type { Settings } from '../state/settings.ts'
import { measured, readSpeeds, type Speed } from './speed.ts'

const KEY = 'specklens-speed'

interface SpeedStore {
  readonly speeds: Readonly<Record<string, Speed>>
}

export const useSpeeds = create<SpeedStore>(() => ({ speeds: readSpeeds(loadSettings(browserStore(), KEY)) }))

export const speedKey = ({ preset, backend }: Pick<Settings, 'preset' | 'backend'>) => `${preset} ${backend}`

// Each new result is a measurement.
usePictures.subscribe((state, before) => {
  if (state.pictures === before.pictures) return
  const old = new Map(before.pictures.map((picture) => [picture.id, picture]))
  for (const { id, detection, ranWith, status } of state.pictures) {
    const earlier = old.get(id)
    // A picture that was not there before was brought back, not searched.
    if (status !== 'done' || !earlier || !detection || !ranWith || earlier.detection === detection) continue
    const { speeds } = useSpeeds.getState()
    const speed = measured(detection, ranWith, speeds[speedKey(ranWith)] ?? null)
    if (!speed) continue
    const next = { ...speeds, [speedKey(ranWith)]: speed }
    useSpeeds.setState({ speeds: next })
    saveSettings(browserStore(), KEY, next)
  }
})
