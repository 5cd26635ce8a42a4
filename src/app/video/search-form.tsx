/** Searching every n-th frame of the whole video: how many that are, how far it is, and the results as files. */
import { Button, NumberInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { writeVideoCsv, writeVideoJson } from '../../formats/video-detections.ts'
import { said, t } from '../i18n/t.ts'
import { baseOf, stemOf } from '../out/file-names.ts'
import { saveBlob } from '../out/save-blob.ts'
import { Bars } from '../panel/bars.tsx'
import { timeLeftWords } from '../queue/queue-words.ts'
import { frameTimes } from './frame-times.ts'
import type { OpenVideo } from './player.ts'
import { searchVideo, stopSearch, useVideoSearch } from './search-video.ts'

interface SearchFormProps {
  readonly name: string
  readonly video: OpenVideo
}

export function SearchForm({ name, video }: SearchFormProps) {
  // About one frame a second: few people come and go between two of them, and a minute of video stays bearable.
  const [every, setEvery] = useState(Math.max(1, Math.round(video.frameRate)))
  const { running, trouble } = useVideoSearch()
  const count = frameTimes(video.duration, video.frameRate, every).length
  return (
    <details className="video-search" data-testid="video-search">
      <summary>{t('Search the whole video')}</summary>
      {running ? (
        <SearchProgress />
      ) : (
        <div className="video-search-form">
          <NumberInput
            size="xs"
            label={t('Every so many frames')}
            data-testid="every"
            min={1}
            max={10_000}
            allowDecimal={false}
            value={every}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1) setEvery(value)
            }}
          />
          <Button size="xs" data-testid="search-video" onClick={() => void searchVideo(name, video, every)}>
            {t('Search {n} frame | Search {n} frames', { n: count })}
          </Button>
        </div>
      )}
      {trouble && <p role="alert">{said(trouble)}</p>}
      <Found name={name} />
    </details>
  )
}

function SearchProgress() {
  const running = useVideoSearch((state) => state.running)
  if (!running) return null
  const { done, total, startedAt } = running
  const left = done > 0 ? ((performance.now() - startedAt) / done) * (total - done) : null
  const words = t('{done} of {total} frames searched', { done, total })
  return (
    <div className="video-search-form">
      <p data-testid="video-progress">
        {words}
        {left !== null && ` · ${timeLeftWords(left)}`}
      </p>
      <Progress.Root size={6}>
        <Progress.Section value={(done / total) * 100} aria-label={words} />
      </Progress.Root>
      <Button size="xs" variant="default" data-testid="stop-video-search" onClick={stopSearch}>
        {t('Cancel')}
      </Button>
    </div>
  )
}

function Found({ name }: Pick<SearchFormProps, 'name'>) {
  const { found, running } = useVideoSearch()
  if (!found || running || found.frames.length === 0) return null
  const { frames } = found
  const counts = frames.map(({ faces }) => faces.length)
  const stem = baseOf(stemOf(name))
  return (
    <div className="video-search-form" data-testid="video-found">
      <p>
        {t('{n} frame searched, at most {faces} faces in one. | {n} frames searched, at most {faces} faces in one.', {
          n: frames.length,
          faces: Math.max(...counts),
        })}
      </p>
      <Bars bars={counts} shown={() => true} />
      <div className="camera-buttons">
        <Button
          size="xs"
          onClick={() => saveBlob(`${stem}-faces.csv`, new Blob([writeVideoCsv(found)], { type: 'text/csv' }))}
        >
          {t('Save CSV')}
        </Button>
        <Button
          size="xs"
          onClick={() =>
            saveBlob(`${stem}-faces.json`, new Blob([writeVideoJson(found)], { type: 'application/json' }))
          }
        >
          {t('Save JSON')}
        </Button>
      </div>
    </div>
  )
}
