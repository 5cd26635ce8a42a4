/** All boxes of the picture as a list of which only the rows in sight exist. */
import type { KeyboardEvent } from 'react'
import type { LabelFace } from '../../storage/label-project.ts'
import { t } from '../i18n/t.ts'
import { OriginalCrop } from '../panel/crop.tsx'
import { listStep } from '../panel/list-steps.ts'
import { useRows } from '../panel/use-rows.ts'
import type { Picture } from '../stage/draw.ts'
import { useLabels } from '../state/label-store.ts'
import { labelKey } from './commands.ts'
import { inOrder } from './order.ts'
import { LIST_ID } from './ui-store.ts'
import { sizeWords, spokenFace, stateOf } from './words.ts'

const ROW = 60
const CROP = 48

interface LabelListProps {
  readonly faces: readonly LabelFace[]
  readonly picture: Picture | null
}

export function LabelList({ faces, picture }: LabelListProps) {
  const { selected, select } = useLabels()
  const order = inOrder(faces)
  const place = selected ? order.findIndex(({ id }) => id === selected.id) : -1
  const { scroller, rows } = useRows(order.length, ROW, place)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = listStep(event.key, place, order.length)
    const next = step === null ? undefined : order[step]
    if (next) select(next.id, 'list')
    else if (!labelKey(event)) return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a listbox, or a group while it is empty
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both take a label and an active option
    <div
      ref={scroller}
      className="label-list"
      data-testid="label-list"
      id={LIST_ID}
      // Without options it would be no list.
      role={order.length > 0 ? 'listbox' : 'group'}
      aria-label={t('{n} box | {n} boxes', { n: order.length })}
      tabIndex={0}
      aria-activedescendant={place >= 0 ? `label-${selected?.id}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const face = order[index]
          if (!face) return null
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys on the listbox choose
            <div
              key={face.id}
              id={`label-${face.id}`}
              role="option"
              className="label-item"
              aria-selected={index === place}
              aria-label={spokenFace(face, faces)}
              aria-setsize={order.length}
              aria-posinset={index + 1}
              data-state={stateOf(face)}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => select(face.id, 'list')}
            >
              <OriginalCrop picture={picture} box={face.box} side={CROP} label={t('as it is in the picture')} />
              <span className="label-item-words">
                <strong>{sizeWords(face)}</strong>
                {face.score !== null && (
                  <span className="soft">{t('score {score}', { score: face.score.toFixed(2) })}</span>
                )}
              </span>
              <span className="label-chip">{t(stateOf(face))}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
