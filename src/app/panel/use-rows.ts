/** A long list of rows of one height, of which only those in sight exist; the chosen one comes in sight. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'

/** `place` is the chosen row, -1 without one; `height` in CSS px. The scroller is the caller's to put on its element. */
export function useRows(count: number, height: number, place: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 2,
  })
  const scrollTo = rows.scrollToIndex
  useEffect(() => {
    if (place >= 0) scrollTo(place, { align: 'auto' })
  }, [place, scrollTo])
  return { scroller, rows }
}
