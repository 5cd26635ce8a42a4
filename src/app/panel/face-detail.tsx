/** The chosen face, large: its own pixels against the generator's, and how it came to its score. */
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { CloseIcon } from '../shell/icons.tsx'
import type { Face } from '../state/engine-types.ts'
import { patchKey, usePatches } from '../state/patch-store.ts'
import { usePictures } from '../state/picture-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { Compare } from './compare.tsx'
import { PatchCrop } from './crop.tsx'

const PATHS: Record<Face['path'], Text> = {
  mbfcn: 'Scored by MB-FCN alone',
  generated: 'Sharpened, then judged',
  direct: 'Judged directly',
}

export function FaceDetail({ looked }: { readonly looked: Looked }) {
  const { faces, shown, picture, opened } = looked
  const selected = usePictures((state) => state.selected)
  const select = usePictures((state) => state.select)
  const face = selected && shown.includes(selected.index) ? faces[selected.index] : undefined
  const entry = usePatches((state) => (opened && face ? state.patches.get(patchKey(opened, face)) : undefined))
  if (!face || !opened) return null
  const patches = entry === 'failed' ? undefined : entry
  const { box } = face
  const round = (value: number) => Math.round(value * 10) / 10
  return (
    <section className="detail" aria-label={t('Chosen face')} data-testid="face-detail">
      <Compare
        picture={picture}
        box={box}
        patch={patches?.refined ?? null}
        failed={entry === 'failed'}
        side={156}
        key={selected?.index}
      />
      <div className="detail-facts figures">
        <p className="face-score">{face.score.toFixed(3)}</p>
        <p className="soft">{t(PATHS[face.path])}</p>
        <p className="soft">
          {round(box.width)} × {round(box.height)} px
          <br />
          {t('at x {x}, y {y}', { x: round(box.x), y: round(box.y) })}
        </p>
        <figure className="detail-step">
          <PatchCrop patch={patches?.upsampled ?? null} side={52} label={t('Enlarged, not yet refined')} />
          <figcaption className="soft">{t('enlarged, not yet refined')}</figcaption>
        </figure>
      </div>
      <button
        type="button"
        className="detail-close"
        aria-label={t('Close this face')}
        onClick={() => select(null, 'list')}
      >
        <CloseIcon />
      </button>
    </section>
  )
}
