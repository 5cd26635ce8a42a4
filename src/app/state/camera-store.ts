/** The camera: which one, how large, and its life from asking for permission to being unplugged. */
import { create } from 'zustand'
import { CameraGone, cameraFailure } from './camera-words.ts'
import { failureOf, failureTitle } from './failure.ts'
import { searchFrames } from './live-search.ts'
import { clearLive } from './live-store.ts'
import { whileVisible } from './visibility.ts'

/** Heights in px that can be asked for; the camera gives the nearest that it has. */
export const RESOLUTIONS = [480, 720, 1080, 2160] as const
export type Resolution = (typeof RESOLUTIONS)[number]
export type Facing = 'environment' | 'user'

export interface CameraChoice {
  /** null: whichever looks in the wanted direction. */
  readonly deviceId: string | null
  readonly facing: Facing
  readonly resolution: Resolution
}

interface CameraStore {
  readonly status: 'off' | 'asking' | 'live' | 'paused' | 'failed'
  readonly failure: string | null
  readonly devices: readonly MediaDeviceInfo[]
  readonly stream: MediaStream | null
  /** What the camera in use says of itself. */
  readonly deviceId: string | null
  /** null where the camera does not say, as on most computers. */
  readonly facing: Facing | null
  readonly size: { readonly width: number; readonly height: number } | null
}

const OFF: CameraStore = {
  status: 'off',
  failure: null,
  devices: [],
  stream: null,
  deviceId: null,
  facing: null,
  size: null,
}

export const useCamera = create<CameraStore>(() => OFF)
/** Outlives stopping: the next start looks through the same camera. */
export const useCameraChoice = create<CameraChoice>(() => ({ deviceId: null, facing: 'environment', resolution: 720 }))

let session: AbortController | null = null

/** Changes camera, direction or resolution, and starts anew. */
export function chooseCamera(part: Partial<CameraChoice>) {
  useCameraChoice.setState(part)
  void startCamera()
}

/** Asks for the chosen camera and searches its frames until it is stopped. Never rejects: what fails is said in the store. */
export async function startCamera() {
  const { devices } = useCamera.getState()
  stopCamera()
  const abort = new AbortController()
  session = abort
  // The list stays, so that a choice in it does not lose the focus.
  useCamera.setState({ ...OFF, devices, status: 'asking' })
  try {
    const stream = await openStream()
    const end = () => {
      for (const track of stream.getTracks()) track.stop()
    }
    if (abort.signal.aborted) return end()
    abort.signal.addEventListener('abort', end)
    await showDevices(stream, abort.signal)
    await watch(stream, abort.signal)
  } catch (reason) {
    if (abort.signal.aborted) return
    const { code, message } = failureOf(reason)
    const words =
      code === 'internal' || code === 'aborted' ? cameraFailure(reason) : `${failureTitle(code)}. ${message}`
    stopCamera()
    useCamera.setState({ ...OFF, status: 'failed', failure: words })
  }
}

/** Ends camera and detection; the light of the camera goes out. */
export function stopCamera() {
  session?.abort()
  session = null
  useCamera.setState(OFF)
  clearLive()
}

/** The chosen camera; where that one is gone, whichever there is, or starting again would fail for ever. */
async function openStream(): Promise<MediaStream> {
  const open = () => navigator.mediaDevices.getUserMedia({ video: constraints(), audio: false })
  try {
    return await open()
  } catch (reason) {
    const gone = (reason as { name?: unknown } | null)?.name === 'OverconstrainedError'
    if (!gone || useCameraChoice.getState().deviceId === null) throw reason
    useCameraChoice.setState({ deviceId: null })
    return open()
  }
}

function constraints(): MediaTrackConstraints {
  const { deviceId, facing, resolution } = useCameraChoice.getState()
  const width = resolution === 480 ? 640 : (resolution * 16) / 9
  const size = { width: { ideal: width }, height: { ideal: resolution } }
  return deviceId ? { ...size, deviceId: { exact: deviceId } } : { ...size, facingMode: facing }
}

async function showDevices(stream: MediaStream, signal: AbortSignal) {
  const list = async () => {
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput')
    if (!signal.aborted) useCamera.setState({ devices })
  }
  navigator.mediaDevices.addEventListener('devicechange', () => void list(), { signal })
  await list()
  const { deviceId, facingMode } = stream.getVideoTracks()[0]?.getSettings() ?? {}
  const facing = facingMode === 'user' || facingMode === 'environment' ? facingMode : null
  if (!signal.aborted) useCamera.setState({ status: 'live', stream, facing, deviceId: deviceId ?? null })
}

/** Rejects with CameraGone when the camera is pulled out or taken away. */
async function watch(stream: MediaStream, signal: AbortSignal) {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  video.addEventListener('resize', () => {
    useCamera.setState({ size: { width: video.videoWidth, height: video.videoHeight } })
  })
  const [track] = stream.getVideoTracks()
  const gone = new Promise<never>((_, fail) => {
    // A stop of our own fires no event.
    track?.addEventListener('ended', () => fail(new CameraGone()), { signal })
  })
  // A hidden tab looks at nothing: the camera gives black frames until somebody sees the page again.
  const follow = () => {
    for (const one of stream.getVideoTracks()) one.enabled = !document.hidden
    useCamera.setState({ status: document.hidden ? 'paused' : 'live' })
  }
  document.addEventListener('visibilitychange', follow, { signal })
  try {
    await Promise.race([gone, video.play()])
    await Promise.race([gone, searchFrames(video, signal, whileVisible)])
  } finally {
    video.srcObject = null
  }
}
