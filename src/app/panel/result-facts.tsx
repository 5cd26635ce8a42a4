/** What the search looked at, and where its time went. */
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import type { Detection } from '../state/engine-types.ts'
import { elapsed } from '../state/progress-words.ts'
import type { Looked } from '../state/use-looked.ts'

const STAGES: Record<Detection['times'][number]['stage'], Text> = {
  decode: 'Reading the picture',
  restore: 'Restoring',
  propose: 'Proposing (MB-FCN)',
  superResolve: 'Super-resolving',
  classify: 'Judging',
  merge: 'Merging',
}

export function ResultFacts({ looked }: { readonly looked: Looked }) {
  const { detection, faces, opened } = looked
  if (!detection) return null
  const { width, height, times, proposed, generated, classified } = detection
  const longest = Math.max(1, ...times.map(({ milliseconds }) => milliseconds))
  return (
    <details className="soft panel-sum" data-testid="stage-times">
      <summary>
        {t('of {n} candidate | of {n} candidates', { n: faces.length })}
        {opened && opened.took > 0 && ` · ${elapsed(opened.took)}`} · {width} × {height} px
      </summary>
      <table className="times figures">
        <caption className="visually-hidden">{t('Time of each stage')}</caption>
        <tbody>
          {times.map(({ stage, milliseconds }) => (
            <tr key={stage}>
              <th scope="row">{t(STAGES[stage])}</th>
              <td className="times-bar" aria-hidden="true">
                <div style={{ width: `${(milliseconds / longest) * 100}%` }} />
              </td>
              <td>{milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : elapsed(milliseconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t('{proposed} proposed, {generated} super-resolved, {classified} judged.', {
          proposed,
          generated,
          classified,
        })}
      </p>
    </details>
  )
}
