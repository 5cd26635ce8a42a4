/** Searches what a video element shows: the newest frame only, and the next one when the result is there. Nothing queues. */
import type { Progress } from '../../engine/protocol.ts'
import { BoxTracker } from '../../geometry/track.ts'
import { frameRate } from './camera-words.ts'
import type { Detection, Face } from './engine-types.ts'
import { failureOf } from './failure.ts'
import { showFrame } from './live-store.ts'
import { usePictures } from './picture-store.ts'
import { engineOptions, host } from './runner.ts'
import { LOWEST_THRESHOLD } from './settings.ts'
import { useSettings } from './settings-store.ts'

/** A search whose frames fail more often than this, one after the other, ends, in words. */
const LOSSES_IN_A_ROW = 3
/** So many of the last frames make the rate. */
const REMEMBERED = 8

/**
 * What to look at next: 'on', the next frame that the video shows; 'anew', that too, but the faces before say nothing any
 * more; 'still', what it shows now, alone. Waits while there is nothing to look at.
 */
export type Gate = (signal: AbortSignal) => Promise<'on' | 'anew' | 'still'>

/** Searches frame after frame until `signal` fires, which ends it without an error. Rejects with what the engine rejects with. */
export async function searchFrames(video: HTMLVideoElement, signal: AbortSignal, gate: Gate): Promise<void> {
  let times: number[] = []
  let tracker = new BoxTracker<Face>()
  let first: Presented | null = null
  let losses = 0
  try {
    while (!signal.aborted) {
      const next = await gate(signal)
      if (next !== 'on') {
        times = []
        tracker = new BoxTracker()
        first = null
      }
      const presented = next === 'still' ? now(video) : await nextFrame(video, signal)
      first ??= presented
      const found = await searchFrame(video, signal).catch((reason: unknown) => {
        // The frame went down with its device; the next one finds a new worker.
        if (signal.aborted || failureOf(reason).code !== 'device-lost' || ++losses > LOSSES_IN_A_ROW) throw reason
        return null
      })
      if (!found) continue
      losses = 0
      const { full, detection } = found
      if (signal.aborted) return full.close()
      times.push(performance.now())
      if (times.length > REMEMBERED) times.shift()
      const faces = next === 'still' ? detection.faces : tracker.update(detection.faces, LOWEST_THRESHOLD)
      const { width, height } = full
      showFrame(
        { picture: { width, height, full, smaller: [] }, detection: { ...detection, faces }, time: presented.time },
        { rate: frameRate(times), sourceRate: sourceRate(first, presented) },
      )
    }
  } catch (reason) {
    if (!signal.aborted) throw reason
  }
}

/** Searches what the video shows now. The bitmap is the caller's. */
export async function searchFrame(video: HTMLVideoElement, signal: AbortSignal, threshold = LOWEST_THRESHOLD) {
  const { setJob } = usePictures.getState()
  const full = await createImageBitmap(video)
  const startedAt = performance.now()
  let shown = false
  const hide = () => {
    if (shown) setJob(null)
    shown = false
  }
  try {
    const detection = await detect(full, signal, threshold, (progress) => {
      // Only the loading of networks is worth a progress card; the frames themselves show how the search goes on.
      if (progress.stage !== 'downloading' && progress.stage !== 'compiling') hide()
      else if (!signal.aborted) {
        shown = true
        setJob({ pictureId: 0, progress, startedAt })
      }
    })
    return { full, detection }
  } catch (reason) {
    full.close()
    throw reason
  } finally {
    hide()
  }
}

async function detect(
  full: ImageBitmap,
  signal: AbortSignal,
  threshold: number,
  onProgress: (progress: Progress) => void,
): Promise<Detection> {
  const { settings } = useSettings.getState()
  const { smallestFace, stage } = settings
  const call = { signal, onProgress }
  // The engine closes what it is given; the stage needs a copy of its own.
  const copy = await createImageBitmap(full)
  try {
    return await host.use(engineOptions(settings), call, (engine) =>
      engine.detect(copy, { smallestFace, stage, threshold }, call),
    )
  } finally {
    // It never reached the engine where the search ended before.
    copy.close()
  }
}

interface Presented {
  /** ms */
  readonly at: number
  /** s of the video */
  readonly time: number
  /** Frames shown since the start; 0 where the browser does not tell. */
  readonly count: number
}

const now = (video: HTMLVideoElement): Presented => ({ at: performance.now(), time: video.currentTime, count: 0 })

function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<Presented> {
  const end = new AbortController()
  return new Promise<Presented>((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { signal: end.signal })
    // A paused video shows no further frame.
    video.addEventListener('pause', () => done(now(video)), { signal: end.signal })
    if ('requestVideoFrameCallback' in video)
      video.requestVideoFrameCallback((at, { presentedFrames, mediaTime }) =>
        done({ at, time: mediaTime, count: presentedFrames }),
      )
    else requestAnimationFrame(() => done(now(video)))
  }).finally(() => end.abort())
}

function sourceRate(first: Presented, last: Presented): number {
  const seconds = (last.at - first.at) / 1000
  return seconds > 0.5 && last.count > first.count ? (last.count - first.count) / seconds : 0
}
