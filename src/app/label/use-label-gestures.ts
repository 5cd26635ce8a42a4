/** Wheel, drag, pinch and click on the labelling stage: choosing, drawing and changing boxes, and moving the view. */
import { type RefObject, useEffect } from 'react'
import type { Box } from '../../geometry/box.ts'
import type { ViewController } from '../stage/controller.ts'
import { type Point, type Size, toPicture } from '../stage/view.ts'
import { dragged, type Grip, gripAt } from './drag.ts'

export interface Draft {
  readonly box: Box
  readonly grip: Grip
  /** CSS px of the stage. */
  readonly pointer: Point
}

/** Read when something happens, so that the listeners need not change with every face. */
export interface GestureState {
  readonly picture: Size | null
  readonly chosen: Box | null
  /** The pointer moves the view instead of drawing. */
  readonly panning: boolean
  readonly onDraft: (draft: Draft | null) => void
  readonly onDrawn: (box: Box) => void
  readonly onChanged: (box: Box) => void
  readonly onPick: (point: Point) => void
  readonly onHover: (point: Point | null, grip: Grip | null) => void
}

/** A pointer that moved less than this between down and up has clicked, in CSS px. */
const CLICK_SLOP = 4
const REACH = { mouse: 8, pen: 10, touch: 18 }

interface Drag {
  readonly id: number
  /** null moves the view. */
  readonly grip: Grip | null
  readonly from: Point
  readonly start: Box
  last: Point
  moved: boolean
}

const NOTHING: Box = { x: 0, y: 0, width: 0, height: 0 }

export function useLabelGestures(
  canvas: RefObject<HTMLCanvasElement | null>,
  view: ViewController,
  now: RefObject<GestureState>,
) {
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const pointers = new Map<number, Point>()
    let drag: Drag | null = null
    const at = (event: MouseEvent): Point => {
      const { left, top } = target.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const gripOf = (point: Point, type: string): Grip | null => {
      const { chosen } = now.current
      return chosen && gripAt(chosen, view.view, point, REACH[type as keyof typeof REACH] ?? REACH.mouse)
    }
    const boxOf = ({ grip, start, from, last }: Drag): Box | null => {
      const { picture } = now.current
      if (!picture || !grip) return null
      return dragged(start, grip, toPicture(view.view, from), toPicture(view.view, last), picture)
    }
    const give = () => {
      if (drag?.grip) now.current.onDraft(null)
      drag = null
    }
    const down = (event: PointerEvent) => {
      if (event.button > 1) return
      const point = at(event)
      target.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, point)
      // A second finger: the first one did not mean to draw.
      if (pointers.size > 1) return give()
      const { panning, chosen } = now.current
      const held = event.button === 1 ? null : (gripOf(point, event.pointerType) ?? (panning ? null : 'new'))
      if (event.button === 1) event.preventDefault()
      drag = { id: event.pointerId, grip: held, from: point, start: chosen ?? NOTHING, last: point, moved: false }
    }
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      const point = at(event)
      if (!before) {
        if (event.pointerType === 'mouse') now.current.onHover(point, gripOf(point, 'mouse'))
        return
      }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      pointers.set(event.pointerId, point)
      if (other) return view.pinch([before, other], [point, other])
      if (!drag || drag.id !== event.pointerId) return
      drag.last = point
      if (!drag.moved && Math.hypot(point.x - drag.from.x, point.y - drag.from.y) < CLICK_SLOP) return
      drag.moved = true
      const box = boxOf(drag)
      if (box && drag.grip) now.current.onDraft({ box, grip: drag.grip, pointer: point })
      else view.pan(point.x - before.x, point.y - before.y)
    }
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId) || drag?.id !== event.pointerId) return
      const ended = drag
      const box = boxOf(ended)
      give()
      if (event.type !== 'pointerup') return
      if (!ended.moved) return now.current.onPick(at(event))
      if (box) now.current[ended.grip === 'new' ? 'onDrawn' : 'onChanged'](box)
    }
    const leave = () => now.current.onHover(null, null)
    const cancel = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && drag?.moved) give()
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      // Pinching on a touchpad arrives as small wheel steps with ctrlKey.
      const speed = event.ctrlKey ? 0.01 : 0.002
      view.zoom(Math.exp(-event.deltaY * lines * speed), at(event))
    }
    const stop = new AbortController()
    const { signal } = stop
    target.addEventListener('pointerdown', down, { signal })
    target.addEventListener('pointermove', move, { signal })
    target.addEventListener('pointerup', up, { signal })
    target.addEventListener('pointercancel', up, { signal })
    target.addEventListener('pointerleave', leave, { signal })
    target.addEventListener('wheel', wheel, { passive: false, signal })
    addEventListener('keydown', cancel, { signal, capture: true })
    return () => stop.abort()
  }, [canvas, view, now])
}
