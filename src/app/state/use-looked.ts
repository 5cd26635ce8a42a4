/** What is looked at, wherever it comes from: a picture, or the last searched frame of the camera or of a video. */
import { useEffect, useMemo, useState } from 'react'
import { t } from '../i18n/t.ts'
import { isOpen, type Picture } from '../stage/draw.ts'
import { decodePicture } from './decoded-picture.ts'
import type { Detection, Face } from './engine-types.ts'
import { useFilter } from './filter-store.ts'
import { useLive } from './live-store.ts'
import { useMode } from './mode-store.ts'
import { type OpenedPicture, useCurrentPicture } from './picture-store.ts'
import { useSettings } from './settings-store.ts'
import { shownFaces } from './shown-faces.ts'

export interface Looked {
  readonly name: string
  readonly picture: Picture | null
  readonly detection: Detection | null
  readonly faces: readonly Face[]
  /** Indexes of the faces that threshold and heights let through, highest score first. */
  readonly shown: readonly number[]
  /** The open picture behind it; null for camera and video. */
  readonly opened: OpenedPicture | null
}

const NONE: readonly Face[] = []

export function useLooked(): Looked {
  const mode = useMode((state) => state.mode)
  const current = useCurrentPicture()
  const frame = useLive((state) => state.frame)
  const threshold = useSettings((state) => state.settings.threshold)
  const heights = useFilter((state) => state.heights)
  const live = mode !== 'pictures'
  const decoded = useDecoded(live ? null : (current?.blob ?? null))
  const detection = live ? (frame?.detection ?? null) : (current?.detection ?? null)
  const faces = detection?.faces ?? NONE
  const shown = useMemo(() => shownFaces(faces, threshold, heights), [faces, threshold, heights])
  return {
    name: live ? (mode === 'camera' ? t('Camera') : t('Video')) : (current?.name ?? ''),
    picture: live ? (frame?.picture ?? null) : decoded,
    detection,
    faces,
    shown,
    opened: live ? null : current,
  }
}

/** The decoded blob; null until it is there, or where it is no picture (the runner says so). */
export function useDecoded(blob: Blob | null): Picture | null {
  const [decoded, setDecoded] = useState<{ blob: Blob; picture: Picture } | null>(null)
  useEffect(() => {
    let wanted = true
    if (blob)
      decodePicture(blob).then(
        (picture) => wanted && setDecoded({ blob, picture }),
        () => {},
      )
    return () => {
      wanted = false
    }
  }, [blob])
  // Coming back to a picture, its old pixels may have been freed meanwhile; new ones are on the way.
  return decoded?.blob === blob && isOpen(decoded.picture) ? decoded.picture : null
}
