/** What a training will cost, and how the pictures are dealt out. */
import { t } from '../i18n/t.ts'
import { minutes } from './stage-words.ts'
import { useTraining } from './training.ts'

/** While it is being made. */
export function Measuring() {
  const loading = useTraining((state) => state.loading)
  let words = t('Loading the networks…')
  if (loading?.stage === 'decoding') words = t('Opening the pictures…')
  else if (loading?.stage === 'compiling') words = t('Measuring how long a step takes here…')
  return <p className="train-working">{words}</p>
}

export function PlanWords() {
  const plan = useTraining((state) => state.plan)
  if (!plan) return null
  const { parts, rounds, measured, milliseconds, settings, tallFaces } = plan
  const { mbfcn, second } = settings
  const steps = (mbfcn?.steps ?? 0) + (second?.steps ?? 0)
  const step = Number(((measured.mbfcnStep ?? measured.secondStep ?? 0) / 1000).toPrecision(2))
  const inParts = mbfcn && mbfcn.microBatch < mbfcn.batch ? mbfcn.microBatch : null
  const both = {
    pictures: parts.train.pictures + parts.select.pictures,
    faces: parts.train.faces + parts.select.faces,
  }
  const split = [
    ...(rounds > 1
      ? ([
          ['{n} pictures ({faces} faces) learn in all rounds but one, and choose what is kept in that one', both],
        ] as const)
      : ([
          ['{n} picture ({faces} faces) learns | {n} pictures ({faces} faces) learn', parts.train],
          [
            '{n} picture ({faces} faces) chooses what is kept | {n} pictures ({faces} faces) choose what is kept',
            parts.select,
          ],
        ] as const)),
    [
      '{n} picture ({faces} faces) measures before and after | {n} pictures ({faces} faces) measure before and after',
      parts.report,
    ],
  ] as const
  return (
    <>
      <dl className="train-figures" data-testid="plan">
        <div>
          <dt>{t('Steps')}</dt>
          <dd>{steps}</dd>
        </div>
        <div>
          <dt>{t('Time')}</dt>
          <dd>{minutes(milliseconds)}</dd>
        </div>
        <div>
          <dt>{t('Memory')}</dt>
          <dd>{Math.ceil(measured.peakBytes / 1e6)} MB</dd>
        </div>
      </dl>
      <p className="soft">
        {split.map(([what, { pictures, faces }]) => t(what, { n: pictures, faces })).join(t(', '))}
        {t('. ')}
        {inParts
          ? t('A step takes {n} s here, in parts of {parts} so that the memory holds it.', { n: step, parts: inParts })
          : t('A step takes {n} s here.', { n: step })}
      </p>
      {second && tallFaces === 0 && (
        <p className="train-warning">
          {t(
            'No face that learns is 48 px tall or more: there is nothing to show the generator how a large face looks, so generator and discriminator will stay as they are. Add pictures with larger faces.',
          )}
        </p>
      )}
    </>
  )
}
