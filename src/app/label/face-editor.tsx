/** The chosen face: what it is, its box in numbers, and what can be done with it. */
import type { LabelFace } from '../../storage/label-project.ts'
import { t } from '../i18n/t.ts'
import { chosenFace, decide, deleteFace, setBox, toggleIgnored } from './acts.ts'
import { spanned } from './drag.ts'
import { NumberField } from './number-field.tsx'
import { focusList } from './ui-store.ts'

interface FaceEditorProps {
  readonly face: LabelFace | null
  readonly width: number
  readonly height: number
}

export function FaceEditor({ face, width, height }: FaceEditorProps) {
  if (!face)
    return <p className="label-none soft">{t('Choose a box, or draw one: drag on the picture, or press N.')}</p>
  const { x, y } = face.box
  const remove = () => {
    deleteFace()
    // The last box takes this editor with it.
    if (!chosenFace()) focusList()
  }
  const picture = { width, height }
  const put = (part: Partial<typeof face.box>) => {
    const box = { ...face.box, ...part }
    const inside = spanned(box.x, box.y, box.x + box.width, box.y + box.height, picture)
    // Only what was typed goes to whole pixels where it must; fractions that fit stay.
    setBox(fits(box, picture) ? box : inside, 'Typed a box')
  }
  return (
    <section className="label-editor" aria-label={t('Chosen face')} data-testid="label-editor">
      <div className="label-numbers">
        <NumberField label={t('Left')} value={x} most={width} onChange={(value) => put({ x: value })} />
        <NumberField label={t('Top')} value={y} most={height} onChange={(value) => put({ y: value })} />
        <NumberField
          label={t('Width')}
          value={face.box.width}
          most={width}
          onChange={(value) => put({ width: value })}
        />
        <NumberField
          label={t('Height')}
          value={face.box.height}
          most={height}
          onChange={(value) => put({ height: value })}
        />
      </div>
      <div className="label-row">
        <button
          type="button"
          className="button"
          aria-pressed={face.state === 'accepted'}
          onClick={() => decide('accepted')}
        >
          {t('Accept')}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={face.state === 'rejected'}
          onClick={() => decide('rejected')}
        >
          {t('Reject')}
        </button>
        <button type="button" className="button" aria-pressed={face.ignored} onClick={toggleIgnored}>
          {t('Ignore')}
        </button>
        <button type="button" className="button" onClick={remove}>
          {t('Delete')}
        </button>
      </div>
    </section>
  )
}

function fits(box: LabelFace['box'], { width, height }: { readonly width: number; readonly height: number }): boolean {
  return (
    box.x >= 0 &&
    box.y >= 0 &&
    box.width > 0 &&
    box.height > 0 &&
    box.x + box.width <= width &&
    box.y + box.height <= height
  )
}
