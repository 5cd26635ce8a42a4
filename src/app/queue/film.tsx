/** The open pictures as a film of thumbnails, of which only those in sight exist. Arrow keys move along it, Delete closes. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { usePictures } from '../state/picture-store.ts'
import { closePicture } from '../state/runner.ts'
import { FilmPicture } from './film-picture.tsx'
import { wantThumbnails } from './thumbnails.ts'

/** CSS px from one picture to the next. */
const STEP = 108

export function Film() {
  const { pictures, currentId, show } = usePictures()
  const scroller = useRef<HTMLDivElement>(null)
  /** The picture that a key led away from: the focus follows once another one is current. */
  const left = useRef<number | null>(null)
  const columns = useVirtualizer({
    horizontal: true,
    count: pictures.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => STEP,
    overscan: 3,
  })
  const visible = columns.getVirtualItems()
  const inSight = visible.flatMap(({ index }) => pictures[index]?.id ?? []).join(' ')
  useEffect(() => {
    if (inSight) wantThumbnails(inSight.split(' ').map(Number))
  }, [inSight])

  const at = pictures.findIndex(({ id }) => id === currentId)
  const scrollTo = columns.scrollToIndex
  useEffect(() => {
    if (at >= 0) scrollTo(at, { align: 'auto' })
  }, [at, scrollTo])
  // The button that a key moved to may exist only after the film has scrolled to it.
  useEffect(() => {
    // A picture that is being closed may be drawn once more; a focus on it would go with it.
    if (left.current === null || left.current === currentId) return
    const button = scroller.current?.querySelector<HTMLElement>('[aria-current=true]')
    if (!button) return
    left.current = null
    button.focus({ preventScroll: true })
  })

  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: pictures.length - 1,
    PageDown: at + 10,
    PageUp: at - 10,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete' && currentId !== null) {
      left.current = currentId
      closePicture(currentId)
    } else {
      const step = steps[event.key]
      const next = step === undefined ? undefined : pictures[Math.min(pictures.length - 1, Math.max(0, step))]
      if (!next) return
      left.current = next.id === currentId ? null : currentId
      show(next.id)
    }
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside, which have the focus
    <div ref={scroller} className="film" onKeyDown={onKeyDown}>
      <ul style={{ width: columns.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const picture = pictures[index]
          if (!picture) return null
          return (
            <FilmPicture
              key={picture.id}
              picture={picture}
              current={picture.id === currentId}
              place={index + 1}
              of={pictures.length}
              start={start}
              onShow={() => show(picture.id)}
              onClose={() => closePicture(picture.id)}
            />
          )
        })}
      </ul>
    </div>
  )
}
