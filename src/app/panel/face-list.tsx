/** All faces shown, as a list of which only the rows in sight exist. Chosen by click or by arrow keys. */
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { t } from '../i18n/t.ts'
import { wantPatches } from '../state/patch-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { type SortBy, sortFaces } from '../state/shown-faces.ts'
import type { Looked } from '../state/use-looked.ts'
import { FaceRow } from './face-row.tsx'
import { listStep } from './list-steps.ts'
import { NoFaces } from './no-faces.tsx'
import { SortSelect } from './sort-select.tsx'
import { useRows } from './use-rows.ts'

const ROW = 92
/** Rows. */
const PAGE = 5

export function FaceList({ looked }: { readonly looked: Looked }) {
  const { faces, shown, opened, detection } = looked
  const [sortBy, setSortBy] = useState<SortBy>('score')
  const { selected, select, hover } = usePictures()
  const order = useMemo(() => sortFaces(faces, shown, sortBy), [faces, shown, sortBy])
  const place = selected ? order.indexOf(selected.index) : -1
  // A face chosen on the stage comes in sight in the list.
  const { scroller, rows } = useRows(order.length, ROW, place)
  const visible = rows.getVirtualItems()
  const inSight = visible.map((row) => order[row.index] ?? -1).filter((index) => index >= 0)
  const inSightKey = inSight.join(' ')
  const openedId = opened?.id
  const ready = opened?.status === 'done'

  useEffect(() => {
    if (openedId !== undefined && ready && inSightKey) wantPatches(openedId, inSightKey.split(' ').map(Number))
  }, [openedId, ready, inSightKey])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return select(null, 'list')
    const step = listStep(event.key, place, order.length, PAGE)
    if (step === null) return
    event.preventDefault()
    select(order[step] ?? null, 'list')
  }

  return (
    <section className="faces" aria-label={t('Faces')}>
      {shown.length > 0 && <SortSelect value={sortBy} onChange={setSortBy} />}
      {detection && shown.length === 0 && <NoFaces faces={faces} />}
      <div
        ref={scroller}
        className="face-list"
        data-testid="face-list"
        role="listbox"
        aria-label={t('{n} face | {n} faces', { n: shown.length })}
        tabIndex={0}
        aria-activedescendant={place >= 0 ? `face-${selected?.index}` : undefined}
        onKeyDown={onKeyDown}
        onPointerLeave={() => hover(null)}
        hidden={shown.length === 0}
      >
        <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {visible.map((row) => {
            const index = order[row.index]
            const face = index === undefined ? undefined : faces[index]
            if (index === undefined || !face) return null
            return (
              <FaceRow
                key={index}
                looked={looked}
                face={face}
                index={index}
                place={row.index}
                of={order.length}
                top={row.start}
              />
            )
          })}
        </div>
      </div>
    </section>
  )
}
