/** How far the queue is, how long it will take, and what can be done with all of it. */
import { Button, Menu } from '@mantine/core'
import { t } from '../i18n/t.ts'
import { LabelButton } from '../label/label-button.tsx'
import { MoreIcon, PauseIcon, PlayIcon } from '../shell/icons.tsx'
import { usePictures } from '../state/picture-store.ts'
import { useQueue } from '../state/queue-store.ts'
import { closeAll, retryUnfinished, searchAllAgain, stopAll } from '../state/runner.ts'
import { tally, tallyWords, timeLeft, timeLeftWords } from './queue-words.ts'

export function QueueBar() {
  const pictures = usePictures((state) => state.pictures)
  const { paused, setPaused } = useQueue()
  const counts = tally(pictures)
  const unfinished = counts.failed + counts.stopped
  const ended = counts.total - counts.left
  const rest = restWords(pictures, paused)
  return (
    <div className="queue-bar">
      <div className="queue-words">
        <p data-testid="queue-progress">
          <strong>{tallyWords(counts)}</strong>
          <span>{rest && ` · ${rest}`}</span>
        </p>
        <progress className="queue-progress" aria-label={t('Pictures searched')} max={counts.total} value={ended} />
      </div>
      <LabelButton />
      {counts.left > 0 && (
        <Button
          size="xs"
          variant={paused ? 'filled' : 'default'}
          leftSection={paused ? <PlayIcon /> : <PauseIcon />}
          data-testid="pause"
          onClick={() => setPaused(!paused)}
        >
          {paused ? t('Continue') : t('Pause')}
        </Button>
      )}
      <Menu position="top-end" width={250}>
        <Menu.Target>
          <button type="button" className="button quiet" aria-label={t('All pictures')} data-testid="queue-menu">
            <MoreIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={unfinished === 0} onClick={retryUnfinished}>
            {t('Search failed and stopped again')}
            {unfinished > 0 && ` (${unfinished})`}
          </Menu.Item>
          <Menu.Item onClick={searchAllAgain}>{t('Search all again')}</Menu.Item>
          <Menu.Item disabled={counts.left === 0} onClick={stopAll}>
            {t('Stop all that wait')}
          </Menu.Item>
          <Menu.Item onClick={closeAll}>{t('Close all {n} pictures', { n: counts.total })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function restWords(pictures: Parameters<typeof timeLeft>[0], paused: boolean): string {
  const running = pictures.some(({ status }) => status === 'running')
  if (paused && tally(pictures).left > 0) return running ? t('pauses after this picture') : t('paused')
  const left = timeLeft(pictures)
  return left === null ? '' : timeLeftWords(left)
}
