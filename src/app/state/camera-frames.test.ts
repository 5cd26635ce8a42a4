import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { type FrameSource, nextFrame } from './camera-frames.ts'

/** A camera that shows a frame when the test says so. */
function camera() {
  const track = Object.assign(new EventTarget(), { readyState: 'live' })
  const waiting: (() => void)[] = []
  const video: FrameSource = {
    srcObject: { getVideoTracks: () => [track] } as unknown as MediaStream,
    requestVideoFrameCallback: (callback) => waiting.push(callback),
    cancelVideoFrameCallback: () => waiting.splice(0),
  }
  return { track, video, waiting, show: () => waiting.shift()?.() }
}

test('a thousand frames leave no listener behind', async () => {
  const { video, track, show } = camera()
  const stop = new AbortController()
  for (let frame = 0; frame < 1000; frame++) {
    const next = nextFrame(video, stop.signal)
    show()
    await next
  }
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0)
  expect(getEventListeners(track, 'ended')).toHaveLength(0)
})

test('a hidden tab, which gets no frames, waits and goes on when it is seen', async () => {
  const { video, show } = camera()
  let got = false
  const next = nextFrame(video, new AbortController().signal).then(() => {
    got = true
  })
  await new Promise((done) => setTimeout(done, 20))
  expect(got).toBe(false)
  show()
  await next
  expect(got).toBe(true)
})

test('stopping ends the wait of a hidden tab, and its request', async () => {
  const { video, waiting } = camera()
  const stop = new AbortController()
  const next = nextFrame(video, stop.signal)
  stop.abort(new Error('stopped'))
  await expect(next).rejects.toThrow('stopped')
  expect(waiting).toHaveLength(0)
  await expect(nextFrame(video, stop.signal)).rejects.toThrow('stopped')
})

test('a camera that is unplugged is said, also before the next frame is asked for', async () => {
  const { video, track } = camera()
  const next = nextFrame(video, new AbortController().signal)
  track.dispatchEvent(new Event('ended'))
  await expect(next).rejects.toMatchObject({ name: 'NotFoundError' })
  track.readyState = 'ended'
  await expect(nextFrame(video, new AbortController().signal)).rejects.toMatchObject({ name: 'NotFoundError' })
})
