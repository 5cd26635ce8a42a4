/** The video that is open. The rest of what is known about it lives with its player, which is loaded when it is needed. */
import { create } from 'zustand'

interface VideoFile {
  readonly name: string
  readonly blob: Blob
}

interface VideoStore {
  readonly file: VideoFile | null
}

export const useVideo = create<VideoStore>(() => ({ file: null }))
