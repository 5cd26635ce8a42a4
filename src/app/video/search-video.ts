/** Every n-th frame of the whole video, one after the other, with the results by time. */
import { create } from 'zustand'
import type { SearchedFrame, SearchedVideo } from '../../formats/video-detections.ts'
import { failureOf, failureTitle } from '../state/failure.ts'
import { searchFrame } from '../state/live-search.ts'
import { showFrame } from '../state/live-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { frameTimes } from './frame-times.ts'
import { jump, type OpenVideo } from './player.ts'
import { useWatch } from './watch.ts'

interface Running {
  readonly done: number
  readonly total: number
  /** performance.now() at the start. */
  readonly startedAt: number
  readonly abort: AbortController
}

interface SearchStore {
  readonly running: Running | null
  /** What was found so far, or until it was stopped. */
  readonly found: SearchedVideo | null
  /** How the last search ended, where it did not reach the end. */
  readonly trouble: string | null
}

const NOTHING: SearchStore = { running: null, found: null, trouble: null }

export const useVideoSearch = create<SearchStore>(() => NOTHING)

export function forgetSearch() {
  useVideoSearch.getState().running?.abort.abort()
  useVideoSearch.setState(NOTHING)
}

/** Keeps the faces that reach the threshold of this moment. Never rejects; the frames before a stop or failure are kept. */
export async function searchVideo(name: string, { element, duration, frameRate }: OpenVideo, every: number) {
  if (useVideoSearch.getState().running) return
  const abort = new AbortController()
  const { signal } = abort
  const times = frameTimes(duration, frameRate, every)
  const { threshold } = useSettings.getState().settings
  const frames: SearchedFrame[] = []
  const startedAt = performance.now()
  const tell = () => {
    const { videoWidth: width, videoHeight: height } = element
    const running = { done: frames.length, total: times.length, startedAt, abort }
    if (!signal.aborted)
      useVideoSearch.setState({ running, found: { name, width, height, frameRate, frames: [...frames] } })
  }
  useVideoSearch.setState(NOTHING)
  element.pause()
  useWatch.setState({ held: true })
  tell()
  try {
    for (const { frame, time } of times) {
      await jump(element, time, signal)
      const { full, detection } = await searchFrame(element, signal, threshold)
      const { width, height } = full
      showFrame({ picture: { width, height, full, smaller: [] }, detection, time }, { rate: 0, sourceRate: 0 })
      frames.push({ frame, time, faces: detection.faces.map(({ box, score }) => ({ box, score })) })
      tell()
    }
  } catch (reason) {
    if (!signal.aborted) useVideoSearch.setState({ trouble: words(reason) })
  } finally {
    // Where another video was opened meanwhile, its state is not ours.
    if (useVideoSearch.getState().running?.abort === abort) useVideoSearch.setState({ running: null })
    useWatch.setState({ held: false })
  }
}

export function stopSearch() {
  useVideoSearch.getState().running?.abort.abort()
}

function words(reason: unknown): string {
  const { code, message } = failureOf(reason)
  return code === 'internal' ? message : `${failureTitle(code)}. ${message}`
}
