/** Over the stage: the live camera, its real frame rate, keep a frame, stop; and its failure in words. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { said, t } from '../i18n/t.ts'
import { LiveRate } from '../live/live-rate.tsx'
import { startCamera, stopCamera, useCamera } from '../state/camera-store.ts'
import { keepFrame } from '../state/keep-frame.ts'
import { useLive } from '../state/live-store.ts'
import { useMode } from '../state/mode-store.ts'
import { CameraChoices } from './camera-choices.tsx'

export default function CameraBar() {
  const { status, stream } = useCamera()
  const searched = useLive((state) => state.frame !== null)
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
    <section className="camera-bar" aria-label={t('Camera')}>
      {/* What the camera sees now; the stage shows the frame that the boxes belong to. */}
      <video ref={video} muted playsInline autoPlay aria-label={t('Live camera picture')} />
      <div className="camera-controls">
        <p className="camera-rate" data-testid="camera-status" data-status={status}>
          {status === 'asking' && t('Waiting for permission to use the camera…')}
          {status === 'paused' && t('Paused while this tab is hidden.')}
          {status === 'live' && <LiveRate />}
        </p>
        <CameraChoices />
        <div className="camera-buttons">
          <Button
            size="xs"
            variant="default"
            disabled={!searched}
            onClick={() => void keepFrame(t('Camera {time}', { time: new Date().toLocaleTimeString() }))}
            data-testid="keep-frame"
          >
            {t('Keep this frame')}
          </Button>
          <Button size="xs" data-testid="stop-camera" onClick={() => setMode('pictures')}>
            {t('Stop camera')}
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
      <h2>{t('There is no picture from the camera')}</h2>
      <p>{said(failure ?? '')}</p>
      <div className="card-actions">
        <Button onClick={() => void startCamera()}>{t('Start again')}</Button>
        <Button variant="default" onClick={() => setMode('pictures')}>
          {t('Back')}
        </Button>
      </div>
    </div>
  )
}
