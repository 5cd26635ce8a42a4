/** What the engine is doing now, for how long, and the way to stop it. */
import { Button, Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import { stopHeat } from '../heat/heat-store.ts'
import { t } from '../i18n/t.ts'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { elapsed, progressDetail, progressShare, stageName } from '../state/progress-words.ts'
import { cancelRun } from '../state/runner.ts'

export function ProgressCard() {
  const job = usePictures((state) => state.job)
  const name = usePictures((state) => state.pictures.find(({ id }) => id === job?.pictureId)?.name)
  const waiting = usePictures((state) => state.pictures.filter(({ status }) => status === 'waiting').length)
  const { mode, setMode } = useMode()
  if (!job) return null
  const share = progressShare(job.progress)
  const cancel = () => {
    if (mode !== 'pictures') setMode('pictures')
    else if (!cancelRun()) stopHeat()
  }
  return (
    <section
      className="card progress"
      data-testid="progress"
      data-stage={job.progress?.stage ?? 'starting'}
      aria-label={t('Progress')}
    >
      <div className="progress-words">
        <p>
          <strong>{stageName(job.progress)}</strong> <span>{progressDetail(job.progress)}</span>
        </p>
        <Elapsed since={job.startedAt} />
      </div>
      <Progress.Root size={6}>
        <Progress.Section
          value={(share ?? 1) * 100}
          animated={share === null}
          striped={share === null}
          aria-label={stageName(job.progress)}
        />
      </Progress.Root>
      <div className="progress-foot">
        <p>
          {name}
          {waiting > 0 && t(', then {n} more', { n: waiting })}
        </p>
        <Button size="xs" variant="default" data-testid="cancel" onClick={cancel}>
          {t('Cancel')}
        </Button>
      </div>
    </section>
  )
}

function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return <span className="figures">{elapsed(Math.max(0, now - since))}</span>
}
