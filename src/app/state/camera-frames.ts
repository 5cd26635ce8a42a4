/** Waits for a camera's next frame. A hidden tab gets none: then nothing is searched until it is seen again. */

/** What of a video element is needed. */
export interface FrameSource {
  readonly srcObject: MediaProvider | null
  requestVideoFrameCallback?(callback: () => void): number
  cancelVideoFrameCallback?(handle: number): void
}

/** Rejects with the signal's reason, and with a NotFoundError when the camera was unplugged or taken away. */
export function nextFrame(video: FrameSource, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? []
    const lost = () => new DOMException('The camera is gone.', 'NotFoundError')
    if (signal.aborted) return fail(signal.reason)
    if (track?.readyState === 'ended') return fail(lost())
    // Every listener goes with the frame: an hour of frames would pile them up.
    const listening = new AbortController()
    const settle = (end: () => void) => {
      listening.abort()
      end()
    }
    const request = video.requestVideoFrameCallback?.(() => settle(done))
    if (request === undefined) requestAnimationFrame(() => settle(done))
    const give = (reason: () => unknown) => () =>
      settle(() => {
        if (request !== undefined) video.cancelVideoFrameCallback?.(request)
        fail(reason())
      })
    signal.addEventListener(
      'abort',
      give(() => signal.reason),
      { signal: listening.signal },
    )
    track?.addEventListener('ended', give(lost), { signal: listening.signal })
  })
}
