/** A video element as this page needs it: opened or refused with a sentence, its length and frame rate known, exact jumps. */
import { rateOfTimes } from './frame-times.ts'

/** So many shown frames tell the frame rate, unless they take longer than this (ms). */
const FRAMES = 12
const PATIENCE = 2000

export interface OpenVideo {
  readonly element: HTMLVideoElement
  /** s */
  readonly duration: number
  /** Frames a second. */
  readonly frameRate: number
}

const CANNOT_PLAY =
  'This browser cannot play this video: it does not know the codec, or the file is damaged. MP4 with H.264 and WebM with VP8, VP9 or AV1 play in most browsers: convert the video to one of these and open it again.'
const NO_PICTURE =
  'This browser finds no picture in this video, only sound perhaps. Convert it to MP4 with H.264 or to WebM.'

/** Opens and starts to play. Rejects with an Error whose message is a sentence for the user; `signal` frees the element. */
export async function openVideo(blob: Blob, signal: AbortSignal): Promise<OpenVideo> {
  const element = document.createElement('video')
  element.muted = true
  element.playsInline = true
  const address = URL.createObjectURL(blob)
  signal.addEventListener('abort', () => {
    element.pause()
    element.removeAttribute('src')
    element.load()
    URL.revokeObjectURL(address)
  })
  element.src = address
  await happens(element, 'loadeddata', signal)
  if (element.videoWidth === 0) throw new Error(NO_PICTURE)
  const duration = await lengthOf(element, signal)
  const frameRate = rateOfTimes(await firstFrames(element, signal))
  return { element, duration, frameRate }
}

/** Jumps to a time in s; resolves when its frame is there. Rejects with a sentence where it cannot be decoded. */
export async function jump(element: HTMLVideoElement, time: number, signal: AbortSignal) {
  const there = happens(element, 'seeked', signal)
  element.currentTime = time
  await there
}

/** Resolves at the event, rejects when the video cannot be played or `signal` fires. */
export function happens(element: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const end = new AbortController()
  const options = { signal: end.signal }
  return new Promise<void>((done, fail) => {
    element.addEventListener(event, () => done(), options)
    element.addEventListener('error', () => fail(new Error(CANNOT_PLAY)), options)
    signal.addEventListener('abort', () => fail(signal.reason), options)
  }).finally(() => end.abort())
}

/** s. A recorder's file says nothing of its length until the player has been at its end. */
async function lengthOf(element: HTMLVideoElement, signal: AbortSignal): Promise<number> {
  if (!Number.isFinite(element.duration)) {
    await jump(element, Number.MAX_SAFE_INTEGER, signal)
    const end = element.currentTime
    await jump(element, 0, signal)
    return Number.isFinite(element.duration) ? element.duration : end
  }
  return element.duration
}

/** Times in s of the frames that are shown first. */
async function firstFrames(element: HTMLVideoElement, signal: AbortSignal): Promise<number[]> {
  const times: number[] = []
  await element.play()
  if (!('requestVideoFrameCallback' in element)) return times
  await new Promise<void>((done) => {
    const timer = setTimeout(done, PATIENCE)
    const note = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      times.push(mediaTime)
      if (times.length < FRAMES && !signal.aborted) return element.requestVideoFrameCallback(note)
      clearTimeout(timer)
      done()
    }
    element.requestVideoFrameCallback(note)
  })
  signal.throwIfAborted()
  return times
}
