/** Controls of the camera over the stage: device, real frame rate, keep a frame, stop; and its failure in words. */
import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { keepFrame, startCamera, stopCamera, useCamera } from '../state/camera-store.ts'
import { useMode } from '../state/mode-store.ts'

export function CameraBar() {
  const { status, devices, deviceId, rate, stream, frame } = useCamera()
  const setMode = useMode((state) => state.setMode)
  const video = useRef<HTMLVideoElement>(null)

  useEffect(() => {
    void startCamera()
    return stopCamera
  }, [])
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])

  if (status === 'failed') return <CameraFailure />
  return (
    <section className="camera-bar" aria-label="Camera">
      {/* What the camera sees now; the stage shows the frame that the boxes belong to. */}
      <video ref={video} muted playsInline autoPlay aria-label="Live camera picture" />
      <div className="camera-controls">
        <p className="camera-rate">
          {status === 'asking' && 'Waiting for permission to use the camera…'}
          {status === 'live' && !frame && 'Looking at the first frame…'}
          {frame && (
            <>
              <strong data-testid="frame-rate">{rate.toFixed(1)}</strong> frames searched a second
            </>
          )}
        </p>
        {devices.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Camera"
            value={deviceId ?? ''}
            data={devices.map((device, at) => ({ value: device.deviceId, label: device.label || `Camera ${at + 1}` }))}
            onChange={(event) => void startCamera(event.currentTarget.value)}
          />
        )}
        <div className="camera-buttons">
          <Button
            size="xs"
            variant="default"
            disabled={!frame}
            onClick={() => void keepFrame()}
            data-testid="keep-frame"
          >
            Keep this frame
          </Button>
          <Button size="xs" data-testid="stop-camera" onClick={() => setMode('pictures')}>
            Stop camera
          </Button>
        </div>
      </div>
    </section>
  )
}

function CameraFailure() {
  const failure = useCamera((state) => state.failure)
  const setMode = useMode((state) => state.setMode)
  return (
    <div className="card failure" role="alert" data-testid="error">
      <h2>The camera did not start</h2>
      <p>{failure}</p>
      <div className="card-actions">
        <Button onClick={() => void startCamera()}>Start again</Button>
        <Button variant="default" onClick={() => setMode('pictures')}>
          Back
        </Button>
      </div>
    </div>
  )
}
