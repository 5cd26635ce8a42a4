/** The last searched frame of whatever moves, a camera or a video, and how fast frames are searched. */
import { create } from 'zustand'
import type { Picture } from '../stage/draw.ts'
import type { Detection } from './engine-types.ts'

export interface LiveFrame {
  readonly picture: Picture & { readonly full: ImageBitmap }
  readonly detection: Detection
  /** s from the video's beginning, or from the camera's start. */
  readonly time: number
}

interface LiveStore {
  /** The frame that the boxes belong to. */
  readonly frame: LiveFrame | null
  /** Frames searched a second; 0 until there are two. */
  readonly rate: number
  /** Frames a second that the source shows; 0 where the browser does not tell. */
  readonly sourceRate: number
}

const NOTHING: LiveStore = { frame: null, rate: 0, sourceRate: 0 }

export const useLive = create<LiveStore>(() => NOTHING)

/** Takes the frame over and frees the one before. */
export function showFrame(frame: LiveFrame, rates: Partial<Pick<LiveStore, 'rate' | 'sourceRate'>> = {}) {
  const before = useLive.getState().frame
  useLive.setState({ frame, ...rates })
  before?.picture.full.close()
}

export function clearLive() {
  const before = useLive.getState().frame
  useLive.setState(NOTHING)
  before?.picture.full.close()
}
