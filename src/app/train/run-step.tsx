/** A training under way: how far, how well, and the buttons that pause and end it. */
import type { TrainingPoint } from '../../engine/protocol.ts'
import { Rich } from '../i18n/rich.tsx'
import { said, t } from '../i18n/t.ts'
import { PauseIcon, PlayIcon } from '../shell/icons.tsx'
import { Strip } from './crop-strip.tsx'
import { Curve, type Line } from './curve.tsx'
import { LOSSES } from './losses.ts'
import { apSoFar, minutes, stageWords, timeLeft } from './stage-words.ts'
import { finishTraining, pauseTraining, resumeTraining, stopTraining, useTraining } from './training.ts'

const percent = (share: number) => (100 * share).toFixed(1)

export function RunStep() {
  const { points, notices, crops, unsaved, savedAt } = useTraining()
  return (
    <>
      <Progress />
      <Controls />
      {unsaved ? (
        <p className="train-warning">{said(unsaved)}</p>
      ) : (
        <p className="soft" data-testid="checkpoint">
          {savedAt
            ? t('Saved at {time}: a closed tab goes on from there.', { time: new Date(savedAt).toLocaleTimeString() })
            : t('A closed tab can go on; it is saved every half minute and when you pause.')}
        </p>
      )}
      {notices.map((notice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: notices are only ever added
        <p key={at} className="train-warning" role="status">
          {said(notice)}
        </p>
      ))}
      <Curves points={points} />
      <Strip crops={crops} />
    </>
  )
}

function Progress() {
  const { points, loading, pause, finishing } = useTraining()
  const last = points.at(-1)
  const left = timeLeft(points)
  let words = last ? said(stageWords(last)) : t('Getting ready')
  if (loading) words = t('Loading networks and pictures')
  if (pause === 'yes') words = t('Paused. {words}', { words })
  else if (finishing) words = t('Ending the learning. {words}', { words })
  return (
    <div className="train-progress" data-testid="train-progress">
      <p>
        <strong>{words}</strong>
        {left !== null && pause !== 'yes' && (
          <span className="soft">{t('{time} left of this part', { time: minutes(left) })}</span>
        )}
      </p>
      <progress aria-label={t('Training')} max={last?.total ?? 1} value={last?.done ?? 0} />
    </div>
  )
}

function Controls() {
  const { pause, finishing, points } = useTraining()
  const last = points.at(-1)
  const learning = last?.stage === 'mbfcn' || last?.stage === 'second' || last?.stage === 'statistics'
  return (
    <div className="train-buttons">
      {pause === 'no' ? (
        <button type="button" className="button primary" data-testid="pause-training" onClick={pauseTraining}>
          <PauseIcon />
          {t('Pause')}
        </button>
      ) : (
        <button type="button" className="button primary" data-testid="resume-training" onClick={resumeTraining}>
          <PlayIcon />
          {pause === 'asked' ? t('Pausing…') : t('Go on')}
        </button>
      )}
      <button type="button" className="button" disabled={finishing || !learning} onClick={finishTraining}>
        {t('Stop here and use the best')}
      </button>
      <button type="button" className="button" data-testid="stop-training" onClick={stopTraining}>
        {t('Stop and discard')}
      </button>
    </div>
  )
}

function Curves({ points }: { readonly points: readonly TrainingPoint[] }) {
  const steps = points.filter(({ losses }) => losses !== undefined)
  const course = (name: string): Line['values'] =>
    steps.flatMap(({ losses }, at) => {
      const value = losses?.[name]
      return value !== undefined && Number.isFinite(value) ? [[at + 1, value] as const] : []
    })
  const ap = apSoFar(points)
  return (
    <div className="curves" data-testid="curves">
      {ap && (
        <p className="train-ap" data-testid="train-ap">
          {ap.alone ? (
            <Rich
              text="Average precision on the pictures that choose, detector alone: **{before}** before, **{now}** when last measured."
              values={{ before: percent(ap.before), now: percent(ap.now) }}
            />
          ) : (
            <Rich
              text="Average precision on the pictures that choose: **{before}** before, **{now}** when last measured."
              values={{ before: percent(ap.before), now: percent(ap.now) }}
            />
          )}
        </p>
      )}
      {LOSSES.map(({ name, title, help }) => (
        <Curve key={name} title={t(title)} help={t(help)} lines={[{ name: '', values: course(name) }]} />
      ))}
      <Curve
        title={t('Discriminator: right answers')}
        help={t('On real (line) and on generated patches (dashes), in percent.')}
        range={[0, 1]}
        format={(value) => `${Math.round(100 * value)} %`}
        lines={[
          { name: t('real'), values: course('realRight') },
          { name: t('generated'), values: course('generatedRight'), dashed: true },
        ]}
      />
    </div>
  )
}
