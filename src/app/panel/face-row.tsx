/** One face in the list: its own pixels, the super-resolved ones, score and height. */
import { t } from '../i18n/t.ts'
import { ArrowIcon } from '../shell/icons.tsx'
import type { Face } from '../state/engine-types.ts'
import { patchKey, usePatches } from '../state/patch-store.ts'
import { usePictures } from '../state/picture-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { OriginalCrop, PatchCrop, refinedOf } from './crop.tsx'

const SIDE = 72

interface FaceRowProps {
  readonly looked: Looked
  readonly face: Face
  /** In the detection, and in the order of the list. */
  readonly index: number
  readonly place: number
  readonly of: number
  /** px from the top of the list. */
  readonly top: number
}

export function FaceRow({ looked: { picture, opened }, face, index, place, of, top }: FaceRowProps) {
  const selected = usePictures((state) => state.selected?.index === index)
  const hovered = usePictures((state) => state.hovered === index)
  const { select, hover } = usePictures.getState()
  const entry = usePatches((state) => (opened ? state.patches.get(patchKey(opened, face)) : undefined))
  const height = Math.round(face.box.height)
  const percent = Math.round(face.score * 100)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys on the listbox choose
    <div
      id={`face-${index}`}
      role="option"
      className="face-row"
      aria-selected={selected}
      aria-label={t('Face {n}: score {percent} of 100, {height} px high', { n: index + 1, percent, height })}
      aria-setsize={of}
      aria-posinset={place + 1}
      data-hovered={hovered || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => select(selected ? null : index, 'list')}
      onPointerEnter={() => hover(index)}
    >
      <OriginalCrop picture={picture} box={face.box} side={SIDE} label={t('as it is in the picture')} />
      {opened && (
        <>
          <span className="face-arrow">
            <ArrowIcon />
          </span>
          {entry === 'failed' ? (
            <div className="crop waiting" style={{ width: SIDE, height: SIDE }}>
              {t('not made')}
            </div>
          ) : (
            <PatchCrop patch={refinedOf(entry)} side={SIDE} label={t('super-resolved')} />
          )}
        </>
      )}
      <div className="face-facts">
        <p className="face-score figures">{face.score.toFixed(2)}</p>
        <div className="score-bar" aria-hidden="true">
          <div style={{ width: `${percent}%` }} />
        </div>
        <p className="soft figures">{height} px</p>
      </div>
    </div>
  )
}
