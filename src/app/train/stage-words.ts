/** Where a training is, in words. */
import type { TrainingPoint } from '../../engine/protocol.ts'
import { english, t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'

const STAGES: Record<TrainingPoint['stage'], Text> = {
  measuring: 'Measuring how much is found now',
  restoring: 'Trying restored pictures',
  statistics: 'Getting used to your pictures',
  mbfcn: 'Teaching the detector',
  choosing: 'Choosing how much of it to keep',
  calibrating: 'Fitting the scores',
  mining: 'Looking for hard examples',
  second: 'Teaching generator and discriminator',
}

const learns = ({ stage }: TrainingPoint) => stage === 'mbfcn' || stage === 'second'

/** Where the last point stands, in English: it is kept, and shown with `said`. */
export function stageWords(point: TrainingPoint): string {
  const { stage, done, total } = point
  const values = { what: STAGES[stage], done, total }
  return learns(point)
    ? english('{what}: step {done} of {total}', values)
    : english('{what} ({done} of {total})', values)
}

/** ms that the steps of the stage under way still take, by the median of the last ones; null where none was timed. */
export function timeLeft(points: readonly TrainingPoint[]): number | null {
  const last = points.at(-1)
  if (!last || !learns(last)) return null
  const times = points
    .slice(-15)
    .flatMap(({ stage, milliseconds }) => (stage === last.stage && milliseconds !== undefined ? [milliseconds] : []))
    .sort((a, b) => a - b)
  const median = times[Math.floor(times.length / 2)]
  return median === undefined ? null : median * (last.total - last.done)
}

/** Average precision on the pictures that choose, when the stage under way began and when it was last measured. */
export function apSoFar(
  points: readonly TrainingPoint[],
): { readonly before: number; readonly now: number; readonly alone: boolean } | null {
  const looked = points.filter((point) => typeof point.ap === 'number')
  const last = looked.at(-1)
  if (!last) return null
  // While it learns the detector is measured alone, which is quicker: its own first look is what to compare with.
  const alone = last.stage === 'statistics' || last.stage === 'mbfcn'
  const first = looked.find(({ stage }) => (alone ? stage === 'statistics' : stage === 'measuring'))
  return { before: first?.ap ?? (last.ap as number), now: last.ap as number, alone }
}

/** "under 1 min", "about 4 min". */
export function minutes(milliseconds: number): string {
  const count = Math.round(milliseconds / 60_000)
  return count < 1 ? t('under 1 min') : t('about {n} min', { n: count })
}
