/** Over the stage: the video that plays, its controls, and the way to search all of it; or why it does not play. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { said, t } from '../i18n/t.ts'
import { LiveRate } from '../live/live-rate.tsx'
import { PauseIcon, PlayIcon } from '../shell/icons.tsx'
import { keepFrame } from '../state/keep-frame.ts'
import { useLive } from '../state/live-store.ts'
import { useMode } from '../state/mode-store.ts'
import { useVideo } from '../state/video-store.ts'
import { clock } from './frame-times.ts'
import { SearchForm } from './search-form.tsx'
import { forgetSearch, useVideoSearch } from './search-video.ts'
import { unwatch, useWatch, watch } from './watch.ts'
import './video.css'

export default function VideoBar() {
  const file = useVideo((state) => state.file)
  const { video, failure, playing, time } = useWatch()
  const setMode = useMode((state) => state.setMode)
  const searched = useLive((state) => state.frame !== null)
  const busy = useVideoSearch((state) => state.running !== null)
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (file) void watch(file.blob)
    return () => {
      forgetSearch()
      unwatch()
    }
  }, [file])
  useEffect(() => {
    if (video) place.current?.replaceChildren(video.element)
  }, [video])

  if (!file) return null
  const close = () => setMode('pictures')
  if (failure !== null)
    return (
      <div className="card failure" role="alert" data-testid="error">
        <h2>{t('The video cannot be searched')}</h2>
        <p className="failure-name">{file.name}</p>
        <p>{said(failure)}</p>
        <div className="card-actions">
          <Button onClick={() => void watch(file.blob)}>{t('Try again')}</Button>
          <Button variant="default" onClick={close}>
            {t('Close video')}
          </Button>
        </div>
      </div>
    )
  const toggle = () => (playing ? video?.element.pause() : void video?.element.play())
  return (
    <section className="camera-bar video-bar" aria-label={t('Video')}>
      <div ref={place} className="video-place" />
      <div className="camera-controls">
        <p className="camera-rate" data-testid="video-status">
          <span className="video-name">{file.name}</span>
          {' · '}
          {video === null ? t('opening…') : playing ? <LiveRate /> : busy ? t('searching all of it') : t('paused')}
        </p>
        {video && (
          <div className="video-seek">
            <button
              type="button"
              className="button"
              aria-label={playing ? t('Pause') : t('Play')}
              data-testid="play"
              disabled={busy}
              onClick={toggle}
            >
              {playing ? <PauseIcon /> : <PlayIcon />}
            </button>
            <input
              type="range"
              aria-label={t('Place in the video')}
              data-testid="seek"
              min={0}
              max={video.duration}
              step={Math.max(0.001, 1 / video.frameRate)}
              value={time}
              disabled={busy}
              aria-valuetext={t('{done} of {total}', { done: clock(time), total: clock(video.duration) })}
              onChange={(event) => {
                video.element.currentTime = event.currentTarget.valueAsNumber
              }}
            />
            <span className="figures">
              {clock(time)} / {clock(video.duration)}
            </span>
          </div>
        )}
        {video && <SearchForm name={file.name} video={video} />}
        <div className="camera-buttons">
          <Button
            size="xs"
            variant="default"
            disabled={!searched || busy}
            data-testid="keep-frame"
            onClick={() => void keepFrame(`${file.name} ${clock(time)}`)}
          >
            {t('Keep this frame')}
          </Button>
          <Button size="xs" data-testid="close-video" onClick={close}>
            {t('Close video')}
          </Button>
        </div>
      </div>
    </section>
  )
}
