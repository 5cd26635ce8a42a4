/** The chosen face, large: its own pixels, both outputs of the generator, and how it came to its score. */
import { CloseIcon } from '../shell/icons.tsx'
import type { Face } from '../state/engine-types.ts'
import { patchKey, usePatches } from '../state/patch-store.ts'
import { usePictures } from '../state/picture-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { OriginalCrop, PatchCrop } from './crop.tsx'

const PATHS: Record<Face['path'], string> = {
  mbfcn: 'scored by MB-FCN alone',
  generated: 'super-resolved, then judged',
  direct: 'large enough to be judged directly',
}

export function FaceDetail({ looked }: { readonly looked: Looked }) {
  const { faces, count, picture, opened } = looked
  const selected = usePictures((state) => state.selected)
  const select = usePictures((state) => state.select)
  const face = selected && selected.index < count ? faces[selected.index] : undefined
  const entry = usePatches((state) => (opened && face ? state.patches.get(patchKey(opened, face)) : undefined))
  if (!face || !opened) return null
  const patches = entry === 'failed' ? undefined : entry
  const { box } = face
  const round = (value: number) => Math.round(value * 10) / 10
  return (
    <section className="detail" aria-label="Chosen face" data-testid="face-detail">
      <div className="detail-crops">
        <figure>
          <OriginalCrop picture={picture} box={box} side={104} label="The face as it is in the picture" />
          <figcaption>{Math.round(box.height)} px high</figcaption>
        </figure>
        <figure>
          <PatchCrop patch={patches?.upsampled ?? null} side={104} label="Enlarged by the up-sample sub-network" />
          <figcaption>enlarged</figcaption>
        </figure>
        <figure>
          <PatchCrop patch={patches?.refined ?? null} side={104} label="Sharpened by the refinement sub-network" />
          <figcaption>refined</figcaption>
        </figure>
      </div>
      <p className="soft figures">
        Score {face.score.toFixed(3)}, {PATHS[face.path]} · x {round(box.x)}, y {round(box.y)}, {round(box.width)} ×{' '}
        {round(box.height)} px
      </p>
      <button type="button" className="detail-close" aria-label="Close this face" onClick={() => select(null, 'list')}>
        <CloseIcon />
      </button>
    </section>
  )
}
