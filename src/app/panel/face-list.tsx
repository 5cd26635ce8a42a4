/** All faces shown, as a list of which only the rows in sight exist. Chosen by click or by arrow keys. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../i18n/t.ts'
import { wantPatches } from '../state/patch-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { type SortBy, sortFaces } from '../state/shown-faces.ts'
import type { Looked } from '../state/use-looked.ts'
import { FaceRow } from './face-row.tsx'
import { NoFaces } from './no-faces.tsx'
import { SortSelect } from './sort-select.tsx'

const ROW = 92

export function FaceList({ looked }: { readonly looked: Looked }) {
  const { faces, shown, opened, detection } = looked
  const [sortBy, setSortBy] = useState<SortBy>('score')
  const { selected, select, hover } = usePictures()
  const scroller = useRef<HTMLDivElement>(null)
  const order = useMemo(() => sortFaces(faces, shown, sortBy), [faces, shown, sortBy])
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 2,
  })
  const visible = rows.getVirtualItems()
  const inSight = visible.map((row) => order[row.index] ?? -1).filter((index) => index >= 0)
  const inSightKey = inSight.join(' ')
  const openedId = opened?.id
  const ready = opened?.status === 'done'

  useEffect(() => {
    if (openedId !== undefined && ready && inSightKey) wantPatches(openedId, inSightKey.split(' ').map(Number))
  }, [openedId, ready, inSightKey])

  // A face chosen on the stage comes in sight in the list.
  const place = selected ? order.indexOf(selected.index) : -1
  const scrollTo = rows.scrollToIndex
  useEffect(() => {
    if (place >= 0) scrollTo(place, { align: 'auto' })
  }, [place, scrollTo])

  const steps: Record<string, number> = {
    ArrowDown: place + 1,
    ArrowUp: Math.max(0, place - 1),
    Home: 0,
    End: order.length - 1,
    PageDown: Math.max(0, place) + 5,
    PageUp: Math.max(0, place - 5),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return select(null, 'list')
    const step = steps[event.key]
    if (step === undefined || order.length === 0) return
    event.preventDefault()
    select(order[Math.min(order.length - 1, step)] ?? null, 'list')
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
