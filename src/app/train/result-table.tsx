/** Before and after, for all faces and by band of heights. */
import type { TrainingOutcome } from '../../engine/protocol.ts'
import { t } from '../i18n/t.ts'

type Precision = TrainingOutcome['result']['before']

const points = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(1))

function change(before: number | null, after: number | null): string {
  if (before === null || after === null) return ''
  const difference = 100 * (after - before)
  return `${difference >= 0 ? '+' : '−'}${Math.abs(difference).toFixed(1)}`
}

export function ResultTable({ before, after }: { readonly before: Precision; readonly after: Precision }) {
  const rows: readonly (readonly [string, number | null, number | null])[] = [
    [t('Average precision, all faces'), before.ap, after.ap],
    [t('Found at one false alarm a picture'), before.recallAtOneFalsePositive, after.recallAtOneFalsePositive],
    ...before.bands
      .map((band, at) => ({ ...band, now: after.bands[at]?.ap ?? null }))
      .filter(({ faces }) => faces > 0)
      .map(({ band, faces, ap, now }) => [t('AP of faces {band} ({n})', { band, n: faces }), ap, now] as const),
  ]
  return (
    <table className="result-table" data-testid="result-table">
      <caption className="visually-hidden">{t('Before and after, in percent')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('In percent')}</th>
          <th scope="col">{t('Before')}</th>
          <th scope="col">{t('After')}</th>
          <th scope="col">{t('Change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([what, then, now]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{points(then)}</td>
            <td>{points(now)}</td>
            <td>{change(then, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
