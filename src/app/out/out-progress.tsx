/** How far the file is that is being made, with the way to stop it. */
import { Button, Progress } from '@mantine/core'
import { said, t } from '../i18n/t.ts'
import { cancelOut, useOut } from './out-job.ts'

export function OutProgress() {
  const job = useOut((state) => state.job)
  if (!job) return null
  const { title, done, total } = job
  const known = total > 0
  return (
    <section className="card progress" data-testid="out-progress" aria-label={t('Saving')}>
      <div className="progress-words">
        <p>
          <strong>{said(title)}</strong> <span>{known && t('{done} of {total}', { done, total })}</span>
        </p>
        <Button size="xs" variant="default" data-testid="cancel-out" onClick={cancelOut}>
          {t('Cancel')}
        </Button>
      </div>
      <Progress.Root size={6}>
        <Progress.Section
          value={known ? (done / total) * 100 : 100}
          animated={!known}
          striped={!known}
          aria-label={said(title)}
        />
      </Progress.Root>
    </section>
  )
}
