/**
 * `window.specklens`: what the page shows, for the console and for tools that drive the page.
 *   specklens.faces      faces on show (threshold and heights), highest score first; null before the first result
 *   specklens.detection  the whole result of the picture or frame on show (down to score 0.02), or null
 *   specklens.info       preset, backend and adapter in use, or null
 */
import type { EngineInfo } from '../engine/protocol.ts'
import type { Detection, Face } from './state/engine-types.ts'
import { useFilter } from './state/filter-store.ts'
import { useLive } from './state/live-store.ts'
import { useMode } from './state/mode-store.ts'
import { usePictures } from './state/picture-store.ts'
import { useSettings } from './state/settings-store.ts'
import { shownFaces } from './state/shown-faces.ts'

export interface SpecklensHandle {
  readonly faces: readonly Face[] | null
  readonly detection: Detection | null
  readonly info: EngineInfo | null
}

declare global {
  interface Window {
    specklens?: SpecklensHandle
  }
}

function currentDetection(): Detection | null {
  if (useMode.getState().mode !== 'pictures') return useLive.getState().frame?.detection ?? null
  const { pictures, currentId } = usePictures.getState()
  return pictures.find((picture) => picture.id === currentId)?.detection ?? null
}

/** Each read gives the state of that moment. */
export function installDebugHandle() {
  window.specklens = {
    get faces() {
      const faces = currentDetection()?.faces
      if (!faces) return null
      const shown = shownFaces(faces, useSettings.getState().settings.threshold, useFilter.getState().heights)
      return shown.flatMap((index) => faces[index] ?? [])
    },
    get detection() {
      return currentDetection()
    },
    get info() {
      return usePictures.getState().info
    },
  }
}
