/** A run that failed or was stopped, in words, with the button that helps. */
import { Button } from '@mantine/core'
import { said, t } from '../i18n/t.ts'
import { failureTitle, remedyOf } from '../state/failure.ts'
import { useCurrentPicture, usePictures } from '../state/picture-store.ts'
import { closePicture } from '../state/runner.ts'
import { useSettings } from '../state/settings-store.ts'

export function FailureCard() {
  const picture = useCurrentPicture()
  const rerun = usePictures((state) => state.rerun)
  const { settings, change } = useSettings()
  if (!picture) return null
  if (picture.status === 'stopped')
    return (
      <section className="card failure" aria-label={t('Stopped')}>
        <h2>{t('Stopped')}</h2>
        <div className="card-actions">
          <Button onClick={() => rerun(picture.id)}>{t('Search again')}</Button>
        </div>
      </section>
    )
  if (picture.status !== 'failed' || !picture.failure) return null
  const { code, message } = picture.failure
  const advised = remedyOf(code)
  // Advice that was already followed is none: then trying again is what is left.
  const remedy = advised === 'use-compact' && settings.preset === 'compact' ? 'retry' : advised
  const larger = Math.min(64, settings.smallestFace * 2)
  return (
    <section className="card failure bad" role="alert" data-testid="error" data-code={code}>
      <h2>{said(failureTitle(code))}</h2>
      <p className="failure-name">{picture.name}</p>
      <p>{said(message)}</p>
      <div className="card-actions">
        {remedy === 'retry' && (
          <Button data-testid="retry" onClick={() => rerun(picture.id)}>
            {t('Try again')}
          </Button>
        )}
        {remedy === 'use-compact' && (
          <Button
            onClick={() => {
              change({ preset: 'compact' })
              rerun(picture.id)
            }}
          >
            {t('Use the compact preset')}
          </Button>
        )}
        {remedy === 'larger-smallest-face' && (
          <Button
            onClick={() => {
              change({ smallestFace: larger })
              rerun(picture.id)
            }}
          >
            {t('Look for faces from {larger} px up', { larger })}
          </Button>
        )}
        <Button variant="default" onClick={() => closePicture(picture.id)}>
          {t('Close picture')}
        </Button>
      </div>
    </section>
  )
}
