/** The open video's life: opened, watched with the newest frame searched, searched as a whole on demand, closed. */
import { create } from 'zustand'
import { failureOf, failureTitle } from '../state/failure.ts'
import { type Gate, searchFrames } from '../state/live-search.ts'
import { clearLive } from '../state/live-store.ts'
import { whileVisible } from '../state/visibility.ts'
import { happens, type OpenVideo, openVideo } from './player.ts'

interface WatchStore {
  readonly video: OpenVideo | null
  readonly failure: string | null
  readonly playing: boolean
  /** s */
  readonly time: number
  /** True while the whole video is searched: watching waits. */
  readonly held: boolean
}

const CLOSED: WatchStore = { video: null, failure: null, playing: false, time: 0, held: false }

export const useWatch = create<WatchStore>(() => CLOSED)

let session: AbortController | null = null

/** Ends what is watched and opens `blob`. Never rejects: what fails is said in the store. */
export async function watch(blob: Blob) {
  unwatch()
  const abort = new AbortController()
  session = abort
  const { signal } = abort
  try {
    const video = await openVideo(blob, signal)
    useWatch.setState({ video, playing: !video.element.paused })
    await searchFrames(video.element, signal, gateOf(video.element, signal))
  } catch (reason) {
    if (signal.aborted) return
    const { code, message } = failureOf(reason)
    unwatch()
    useWatch.setState({ failure: code === 'internal' ? message : `${failureTitle(code)}. ${message}` })
  }
}

export function unwatch() {
  session?.abort()
  session = null
  useWatch.setState(CLOSED)
  clearLive()
}

/** While the video plays its frames are searched; where it is paused or jumped to, that one frame. */
function gateOf(element: HTMLVideoElement, signal: AbortSignal): Gate {
  /** A frame is on show that was not searched: a short video may have ended while it was measured. */
  let fresh = true
  const follow = (event: Event) => {
    if (event.type === 'pause' || event.type === 'seeked') fresh = true
    useWatch.setState({ playing: !element.paused, time: element.currentTime })
  }
  for (const event of ['play', 'pause', 'seeked', 'timeupdate', 'ended'])
    element.addEventListener(event, follow, { signal })
  return async (end) => {
    for (;;) {
      const seen = await whileVisible(end)
      if (useWatch.getState().held) {
        await released(end)
        fresh = false
        continue
      }
      const moves = !element.paused && !element.ended
      if (fresh || seen === 'anew') {
        fresh = false
        return moves ? 'anew' : 'still'
      }
      if (moves) return 'on'
      const over = new AbortController()
      const wait = AbortSignal.any([end, over.signal])
      await Promise.race([happens(element, 'play', wait), happens(element, 'seeked', wait), held(wait)])
      over.abort()
    }
  }
}

const held = (signal: AbortSignal) => until((state) => state.held, signal)
const released = (signal: AbortSignal) => until((state) => !state.held, signal)

function until(wanted: (state: WatchStore) => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (wanted(useWatch.getState())) return done()
    const end = useWatch.subscribe((state) => {
      if (!wanted(state)) return
      end()
      done()
    })
    signal.addEventListener(
      'abort',
      () => {
        end()
        fail(signal.reason)
      },
      { once: true },
    )
  })
}
