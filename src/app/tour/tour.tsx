/** At the first result of a first visit: three steps beside what they speak of. Blocks nothing, and one key ends it. */
import { type KeyboardEvent, useEffect } from 'react'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { useTour } from './tour-store.ts'
import './tour.css'

interface Step {
  readonly title: Text
  readonly words: Text
  /** What it speaks of, framed while the step is shown. */
  readonly target: string
}

const STEPS: readonly Step[] = [
  {
    title: 'Every box is a face',
    words: 'Zoom with the wheel, two fingers or the + key, up to 32 times. A click on a box shows that face enlarged.',
    target: '.stage',
  },
  {
    title: 'The list has all of them',
    words: 'Each face as it is and sharpened, with its score. The slider decides how sure a face must be to be shown.',
    target: '.panel',
  },
  {
    title: 'Take it with you',
    words: 'These buttons save boxes and faces, hide the faces, and change how thoroughly is searched.',
    target: '.panel-tools',
  },
]

export default function Tour() {
  const { step, goTo, end } = useTour()
  const shown = step === null ? undefined : STEPS[step]
  const target = shown?.target
  useEffect(() => {
    const element = target ? document.querySelector(target) : null
    element?.setAttribute('data-tour', '')
    return () => element?.removeAttribute('data-tour')
  }, [target])
  if (step === null || !shown) return null
  const last = step === STEPS.length - 1
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end()
  }
  return (
    <section
      className="card tour"
      aria-label={t('Tour')}
      data-testid="tour"
      data-of={shown.target === '.stage' ? 'stage' : 'panel'}
      onKeyDown={onKeyDown}
    >
      <div aria-live="polite">
        <h2>{t(shown.title)}</h2>
        <p>{t(shown.words)}</p>
      </div>
      <div className="tour-foot">
        <span className="soft">{t('{done} of {total}', { done: step + 1, total: STEPS.length })}</span>
        {!last && (
          <button type="button" className="button quiet" onClick={end}>
            {t('Skip')}
          </button>
        )}
        <button type="button" className="button primary" onClick={() => (last ? end() : goTo(step + 1))}>
          {last ? t('Done') : t('Next')}
        </button>
      </div>
    </section>
  )
}
