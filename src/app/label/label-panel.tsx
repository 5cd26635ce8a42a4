/** Beside the labelling stage, or under it on a phone: the pictures, what was found in this one, and the chosen face. */
import { t } from '../i18n/t.ts'
import type { Picture } from '../stage/draw.ts'
import { countStates } from '../state/label-faces.ts'
import { useCurrentLabels, useLabels } from '../state/label-store.ts'
import { decideAll } from './acts.ts'
import { FaceEditor } from './face-editor.tsx'
import { FindFaces } from './find-faces.tsx'
import { LabelList } from './label-list.tsx'
import { PictureNav } from './picture-nav.tsx'
import { focusList } from './ui-store.ts'
import { countWords } from './words.ts'

export function LabelPanel({ picture }: { readonly picture: Picture | null }) {
  const current = useCurrentLabels()
  const selectedId = useLabels((state) => state.selected?.id)
  if (!current) return null
  const { faces, width, height } = current
  const { proposed, rejected } = countStates(faces)
  const chosen = faces.find(({ id }) => id === selectedId) ?? null
  return (
    <aside className="panel label-panel" aria-label={t('Labels')}>
      <PictureNav />
      <header className="label-head">
        <h2 data-testid="label-counts">{countWords(faces)}</h2>
        {rejected > 0 && <span className="soft">{t('{n} rejected', { n: rejected })}</span>}
      </header>
      <div className="label-row label-all">
        {proposed > 0 && (
          <>
            <button type="button" className="button" onClick={() => decideRest('accepted')}>
              {t('Accept all {n}', { n: proposed })}
            </button>
            <button type="button" className="button" onClick={() => decideRest('rejected')}>
              {t('Reject all {n}', { n: proposed })}
            </button>
          </>
        )}
        <FindFaces key={current.id} picture={current} />
      </div>
      <FaceEditor face={chosen} width={width} height={height} />
      <LabelList faces={faces} picture={picture} />
    </aside>
  )
}

/** Both buttons go away with the last proposal. */
function decideRest(state: 'accepted' | 'rejected') {
  decideAll(state)
  focusList()
}
