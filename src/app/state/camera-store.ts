/** The camera: looks at the newest frame only, and at the next one when the result is there. Nothing ever queues. */
import { create } from 'zustand'
import type { Progress } from '../../engine/protocol.ts'
import type { Picture } from '../stage/draw.ts'
import { nextFrame } from './camera-frames.ts'
import { cameraFailure, frameRate } from './camera-words.ts'
import type { Detection } from './engine-types.ts'
import { failureOf, failureTitle } from './failure.ts'
import { useMode } from './mode-store.ts'
import { usePictures } from './picture-store.ts'
import { engineOptions, host } from './runner.ts'
import { LOWEST_THRESHOLD } from './settings.ts'
import { useSettings } from './settings-store.ts'

export interface CameraFrame {
  readonly picture: Picture & { readonly full: ImageBitmap }
  readonly detection: Detection
}

interface CameraStore {
  readonly status: 'off' | 'asking' | 'live' | 'failed'
  readonly failure: string | null
  readonly devices: readonly MediaDeviceInfo[]
  readonly deviceId: string | null
  readonly stream: MediaStream | null
  /** The frame that the boxes belong to. */
  readonly frame: CameraFrame | null
  /** Results a second. */
  readonly rate: number
}

const OFF: CameraStore = {
  status: 'off',
  failure: null,
  devices: [],
  deviceId: null,
  stream: null,
  frame: null,
  rate: 0,
}

export const useCamera = create<CameraStore>(() => OFF)

/** A camera whose frames fail more often than this, one after the other, is stopped, in words. */
const LOSSES_IN_A_ROW = 3

let session: AbortController | null = null

/** Starts, or changes to another device. */
export async function startCamera(deviceId: string | null = null) {
  stopCamera()
  const abort = new AbortController()
  session = abort
  useCamera.setState({ ...OFF, status: 'asking' })
  try {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
    const video = deviceId ? { ...size, deviceId: { exact: deviceId } } : { ...size, facingMode: 'environment' }
    const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
    const end = () => {
      for (const track of stream.getTracks()) track.stop()
    }
    if (abort.signal.aborted) return end()
    abort.signal.addEventListener('abort', end)
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput')
    const used = stream.getVideoTracks()[0]?.getSettings().deviceId ?? deviceId
    useCamera.setState({ status: 'live', stream, devices, deviceId: used ?? null })
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
  const { frame } = useCamera.getState()
  useCamera.setState(OFF)
  frame?.picture.full.close()
}

/** Takes the frame on show as a picture of its own, so that its faces are super-resolved and can be saved. */
export async function keepFrame() {
  const { frame } = useCamera.getState()
  if (!frame) return
  const { width, height, full } = frame.picture
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(full, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  stopCamera()
  useMode.getState().setMode('pictures')
  usePictures.getState().open([{ name: `Camera ${new Date().toLocaleTimeString()}`, blob }])
}

async function watch(stream: MediaStream, signal: AbortSignal) {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  await video.play()
  const times: number[] = []
  let losses = 0
  const { setJob } = usePictures.getState()
  const startedAt = performance.now()
  try {
    while (!signal.aborted) {
      await nextFrame(video, signal)
      const full = await createImageBitmap(video)
      const detection = await detectFrame(full, signal, (progress) => {
        // Only the start is worth a progress card; later on the frames themselves show it.
        if (times.length === 0 && !signal.aborted) setJob({ pictureId: 0, progress, startedAt })
      }).catch((reason: unknown) => {
        full.close()
        // The frame went down with its device; the next one finds a new worker.
        if (signal.aborted || failureOf(reason).code !== 'device-lost' || ++losses > LOSSES_IN_A_ROW) throw reason
        return null
      })
      if (!detection) continue
      losses = 0
      times.push(performance.now())
      if (times.length > 8) times.shift()
      setJob(null)
      const { width, height } = full
      const before = useCamera.getState().frame
      useCamera.setState({
        frame: { picture: { width, height, full, overview: full }, detection },
        rate: frameRate(times),
      })
      before?.picture.full.close()
    }
  } catch (reason) {
    if (!signal.aborted) throw reason
  } finally {
    setJob(null)
    video.srcObject = null
  }
}

async function detectFrame(full: ImageBitmap, signal: AbortSignal, onProgress: (progress: Progress) => void) {
  const { settings } = useSettings.getState()
  const { smallestFace, stage } = settings
  const call = { signal, onProgress }
  // The engine closes what it is given; the stage needs a copy of its own.
  const copy = await createImageBitmap(full)
  return host.use(engineOptions(settings), call, (engine) =>
    engine.detect(copy, { smallestFace, stage, threshold: LOWEST_THRESHOLD }, call),
  )
}
